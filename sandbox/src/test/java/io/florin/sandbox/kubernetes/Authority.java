package io.florin.sandbox.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The certificate authority of a Kubernetes cluster, made by the JDK's keytool. */
public final class Authority {
    private static final String PASSWORD = "changeit";

    private final Path folder;
    private final KeyStore store;

    private Authority(Path folder, KeyStore store) {
        this.folder = folder;
        this.store = store;
    }

    /** With two certificates for the API, of which one has expired. */
    public static Authority in(Path folder) throws Exception {
        Files.createDirectories(folder);
        var file = folder.resolve("authority.p12");
        keytool(file, "ca", "CN=kubernetes", List.of("-validity", "3650", "-ext", "bc:c"));
        keytool(file, "valid", "CN=kube-apiserver", ofTheApi("-validity", "365"));
        keytool(
                file,
                "expired",
                "CN=kube-apiserver",
                ofTheApi("-startdate", "-400d", "-validity", "365"));
        var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        var authority = new Authority(folder, store);
        Files.writeString(authority.file(), pem(store.getCertificate("ca")));
        return authority;
    }

    private static List<String> ofTheApi(String... life) {
        var options = new ArrayList<>(List.of("-signer", "ca", "-ext", "san=ip:127.0.0.1"));
        options.addAll(List.of(life));
        return options;
    }

    private static void keytool(Path file, String alias, String subject, List<String> options)
            throws IOException, InterruptedException {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        words.addAll(List.of("-genkeypair", "-alias", alias, "-dname", subject));
        words.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
        words.addAll(List.of("-keystore", file.toString(), "-storepass", PASSWORD));
        words.addAll(options);
        var log = file.resolveSibling("keytool.log").toFile();
        var process =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log).start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(words + ": " + Files.readString(log.toPath()));
        }
    }

    private static String pem(Certificate certificate) throws GeneralSecurityException {
        var body =
                Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(certificate.getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
    }

    /** What pods get as ca.crt. */
    public Path file() {
        return folder.resolve("ca.crt");
    }

    public SSLContext valid() throws GeneralSecurityException, IOException {
        return serving("valid");
    }

    public SSLContext expired() throws GeneralSecurityException, IOException {
        return serving("expired");
    }

    /** With its own certificate only, as the API server does it. */
    private SSLContext serving(String alias) throws GeneralSecurityException, IOException {
        var password = PASSWORD.toCharArray();
        var own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        var chain = new Certificate[] {store.getCertificate(alias)};
        own.setKeyEntry(alias, store.getKey(alias, password), password, chain);
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, password);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
