package io.florin.edge.signature;

import static io.florin.edge.signature.Signatures.NOW;
import static io.florin.edge.signature.Signatures.TOLERANCE;
import static io.florin.edge.signature.Signatures.bytes;
import static io.florin.edge.signature.Signatures.headers;
import static io.florin.edge.signature.Signatures.word;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures that others made: published ones, and those of OpenSSL. */
class KnownVectorsTest {
    /** The one of the Standard Webhooks libraries. */
    @Test
    void standardWebhooks() {
        var profile = new StandardWebhook();
        var key = profile.key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        var at = Instant.ofEpochSecond(1_614_265_330);
        var id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
        assertThat(profile.sign(List.of(key), id, at, bytes("{\"test\": 2432232314}")))
                .isEqualTo(
                        Map.of(
                                "webhook-id",
                                id,
                                "webhook-timestamp",
                                "1614265330",
                                "webhook-signature",
                                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
    }

    @Test
    void bothHashes() {
        var key = Key.ofText("key-of-sixteen-c");
        assertThat(Hmac.SHA256_HEX.sign(key, bytes("what do ya want for nothing?")))
                .isEqualTo("612de4cfb363f11175863e5edaa4a934a5e28eda088bf2915ccfeb049b489535");
        assertThat(Hmac.SHA512_HEX.sign(key, bytes("what do ya want for nothing?")))
                .isEqualTo(
                        "7e948e56975c953eb94caa2cad9182d2dd7d8dae9ceb7affb9b07dac24a090c629c7f3f1750f7feab33e79abccee189f8f378d72a4ddd3a8e8451f5001c495f1");
    }

    /** Made by {@code openssl dgst -mac HMAC}; the time is 1772600767. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "stripe | Stripe-Signature:"
                    + " t=1772600767,v1=62459e67b3ecc18b8af90a0fea15eb35c057223433d048597cfa67334e2919ca"
                    + " | {\"id\":\"evt_1\"} | genuine",
                "stripe | Stripe-Signature:"
                    + " v0=x,v1=0000000000000000000000000000000000000000000000000000000000000000,v1=62459e67b3ecc18b8af90a0fea15eb35c057223433d048597cfa67334e2919ca,t=1772600767"
                    + " | {\"id\":\"evt_1\"} | genuine",
                "stripe | Stripe-Signature:"
                    + " t=1772600767,v1=62459e67b3ecc18b8af90a0fea15eb35c057223433d048597cfa67334e2919ca"
                    + " | {\"id\":\"evt_2\"} | mismatch",
                "stripe | Stripe-Signature:"
                    + " t=1772600768,v1=62459e67b3ecc18b8af90a0fea15eb35c057223433d048597cfa67334e2919ca"
                    + " | {\"id\":\"evt_1\"} | mismatch",
                "stripe | Stripe-Signature:"
                    + " t=1772600767,v0=62459e67b3ecc18b8af90a0fea15eb35c057223433d048597cfa67334e2919ca"
                    + " | {\"id\":\"evt_1\"} | malformed",
                "stripe | Stripe-Signature: t=1772600767 | {\"id\":\"evt_1\"} | malformed",
                "stripe | Stripe-Signature:"
                        + " v1=62459e67b3ecc18b8af90a0fea15eb35c057223433d048597cfa67334e2919ca |"
                        + " {\"id\":\"evt_1\"} | malformed",
                "stripe | Stripe-Signature:"
                    + " t=,v1=62459e67b3ecc18b8af90a0fea15eb35c057223433d048597cfa67334e2919ca |"
                    + " {\"id\":\"evt_1\"} | malformed",
                "stripe | Stripe-Signature:"
                    + " t=1772600767,v1=62459E67B3ECC18B8AF90A0FEA15EB35C057223433D048597CFA67334E2919CA"
                    + " | {\"id\":\"evt_1\"} | malformed",
                "stripe | Stripe-Signature:"
                    + " t=1772600767,v1=62459e67b3ecc18b8af90a0fea15eb35c057223433d048597cfa67334e2919"
                    + " | {\"id\":\"evt_1\"} | malformed",
                "stripe | Stripe-Signature:"
                    + " t=1772600466,v1=7193deb55ea31a35ef75f78549b74709d2b3c71b6849e2dce10ad57dc635ed0b"
                    + " | {\"id\":\"evt_1\"} | too_old",
                "stripe | Stripe-Signature:"
                    + " t=1772601068,v1=96f5302e96522e737dab50506fc8d6601ab089e9d725e28f9bda10d8c0d06b83"
                    + " | {\"id\":\"evt_1\"} | in_future",
                "stripe | `` | {\"id\":\"evt_1\"} | missing",
                "omise | Omise-Signature:"
                        + " 1f0366f3e279a74fa2011996d02959218a81e43601834090977bcf7640987c66;"
                        + " Omise-Signature-Timestamp: 1772600767 | {\"id\":\"evt_1\"} | genuine",
                "omise | Omise-Signature:"
                    + " 0000000000000000000000000000000000000000000000000000000000000000,1f0366f3e279a74fa2011996d02959218a81e43601834090977bcf7640987c66;"
                    + " Omise-Signature-Timestamp: 1772600767 | {\"id\":\"evt_1\"} | genuine",
                "omise | Omise-Signature:"
                        + " 1f0366f3e279a74fa2011996d02959218a81e43601834090977bcf7640987c66;"
                        + " Omise-Signature-Timestamp: 1772600766 | {\"id\":\"evt_1\"} | mismatch",
                "omise | Omise-Signature:"
                        + " 1f0366f3e279a74fa2011996d02959218a81e43601834090977bcf7640987c66;"
                        + " Omise-Signature-Timestamp: soon | {\"id\":\"evt_1\"} | malformed",
                "omise | Omise-Signature: none; Omise-Signature-Timestamp: 1772600767 |"
                        + " {\"id\":\"evt_1\"} | malformed",
                "omise | Omise-Signature:"
                        + " 09da3b39856b427f6a305a6988c84aab9bf63a067f54dcc202a489bdf203458f;"
                        + " Omise-Signature-Timestamp: 1772600466 | {\"id\":\"evt_1\"} | too_old",
                "omise | Omise-Signature:"
                        + " 413a33817e849c27b5370fcf9a8b36ad3a16f18bff96b5cff269f9f3999ad47b;"
                        + " Omise-Signature-Timestamp: 1772601068 | {\"id\":\"evt_1\"} | in_future",
                "omise | Omise-Signature:"
                        + " 1f0366f3e279a74fa2011996d02959218a81e43601834090977bcf7640987c66 |"
                        + " {\"id\":\"evt_1\"} | missing",
                "omise | Omise-Signature-Timestamp: 1772600767 | {\"id\":\"evt_1\"} | missing",
                "standard | webhook-id: msg_1; webhook-timestamp: 1772600767; webhook-signature:"
                        + " v1,QKRWDrQ/HSoLjzgcpZqqwpmrcrYLfNHs0WGxsWYp0Sk= | {\"id\":\"evt_1\"} |"
                        + " genuine",
                "standard | svix-id: msg_1; svix-timestamp: 1772600767; svix-signature:"
                        + " v1,QKRWDrQ/HSoLjzgcpZqqwpmrcrYLfNHs0WGxsWYp0Sk= | {\"id\":\"evt_1\"} |"
                        + " genuine",
                "standard | webhook-id: msg_1; webhook-timestamp: 1772600767; webhook-signature:"
                        + " v1a,x v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
                        + " v1,QKRWDrQ/HSoLjzgcpZqqwpmrcrYLfNHs0WGxsWYp0Sk= | {\"id\":\"evt_1\"} |"
                        + " genuine",
                "standard | webhook-id: msg_2; webhook-timestamp: 1772600767; webhook-signature:"
                        + " v1,QKRWDrQ/HSoLjzgcpZqqwpmrcrYLfNHs0WGxsWYp0Sk= | {\"id\":\"evt_1\"} |"
                        + " mismatch",
                "standard | webhook-id: msg_1; webhook-timestamp: 1772600767; webhook-signature:"
                        + " v2,QKRWDrQ/HSoLjzgcpZqqwpmrcrYLfNHs0WGxsWYp0Sk= | {\"id\":\"evt_1\"} |"
                        + " malformed",
                "standard | webhook-id: msg_1; webhook-timestamp: 1772600767; webhook-signature:"
                        + " QKRWDrQ/HSoLjzgcpZqqwpmrcrYLfNHs0WGxsWYp0Sk= | {\"id\":\"evt_1\"} |"
                        + " malformed",
                "standard | webhook-id: msg.1; webhook-timestamp: 1772600767; webhook-signature:"
                        + " v1,5lIPKtE0v2W3j3jRvMC9Fumbz40FOrc4Jf4Zqp2b5Mw= | {\"id\":\"evt_1\"} |"
                        + " malformed",
                "standard | webhook-id: msg_1; webhook-timestamp: 1772600466; webhook-signature:"
                        + " v1,fG+I/eI5iuZJTCX6zmCAfHgDsLCScHL0Ncj35TYzXH4= | {\"id\":\"evt_1\"} |"
                        + " too_old",
                "standard | webhook-id: msg_1; webhook-timestamp: 1772601068; webhook-signature:"
                        + " v1,J022+VIDYtdNVjTBNvZ/Twlt0WB+7wbNTknYFnS9v6A= | {\"id\":\"evt_1\"} |"
                        + " in_future",
                "standard | webhook-id: msg_1; webhook-timestamp: 1772600767 | {\"id\":\"evt_1\"} |"
                        + " missing",
                "standard | svix-id: msg_1; svix-signature:"
                        + " v1,QKRWDrQ/HSoLjzgcpZqqwpmrcrYLfNHs0WGxsWYp0Sk= | {\"id\":\"evt_1\"} |"
                        + " missing",
                "line | X-Line-Signature: PxbRIorn0feaTMfPM8E50gaUrwbz6nJa4VIaR+F8cWk= |"
                        + " {\"id\":\"evt_1\"} | genuine",
                "line | X-Line-Signature: PxbRIorn0feaTMfPM8E50gaUrwbz6nJa4VIaR+F8cWk= |"
                        + " {\"id\":\"evt_1\"}\\n"
                        + " | mismatch",
                "line | X-Line-Signature:"
                        + " 3f16d1228ae7d1f79a4cc7cf33c139d20694af06f3ea725ae1521a47e17c7169 |"
                        + " {\"id\":\"evt_1\"} | malformed",
                "line | `` | {\"id\":\"evt_1\"} | missing",
                "whatsapp | X-Hub-Signature-256:"
                    + " sha256=3f16d1228ae7d1f79a4cc7cf33c139d20694af06f3ea725ae1521a47e17c7169 |"
                    + " {\"id\":\"evt_1\"} | genuine",
                "whatsapp | X-Hub-Signature-256:"
                    + " sha256=3f16d1228ae7d1f79a4cc7cf33c139d20694af06f3ea725ae1521a47e17c7169 |"
                    + " {} | mismatch",
                "whatsapp | X-Hub-Signature-256:"
                        + " 3f16d1228ae7d1f79a4cc7cf33c139d20694af06f3ea725ae1521a47e17c7169 |"
                        + " {\"id\":\"evt_1\"} | malformed",
                "whatsapp | X-Hub-Signature-256:"
                        + " sha1=3f16d1228ae7d1f79a4cc7cf33c139d20694af06f3ea725ae1521a47e17c7169 |"
                        + " {\"id\":\"evt_1\"} | malformed",
                "whatsapp | X-Hub-Signature:"
                    + " sha256=3f16d1228ae7d1f79a4cc7cf33c139d20694af06f3ea725ae1521a47e17c7169 |"
                    + " {\"id\":\"evt_1\"} | missing",
                "wix | X-Wix-Signature:"
                        + " 3f16d1228ae7d1f79a4cc7cf33c139d20694af06f3ea725ae1521a47e17c7169 |"
                        + " {\"id\":\"evt_1\"} | genuine",
                "wix | X-Wix-Signature:"
                        + " 1f0366f3e279a74fa2011996d02959218a81e43601834090977bcf7640987c66 |"
                        + " {\"id\":\"evt_1\"} | mismatch",
                "wix | X-Wix-Signature:"
                        + " 3F16D1228AE7D1F79A4CC7CF33C139D20694AF06F3EA725AE1521A47E17C7169 |"
                        + " {\"id\":\"evt_1\"} | malformed",
                "nowpayments | x-nowpayments-sig:"
                    + " eb89bbdcff054772978d394f4bab34e87840217fc273bc798ab867a79cfd14689aafcb920d905bbb6e88183b9dd84793d84fa9b5064b8a655f1770a1a9397904"
                    + " | {\"payment_status\":\"finished\",\"payment_id\":7,\"actually_paid\":0.5}"
                    + " | genuine",
                "nowpayments | x-nowpayments-sig:"
                    + " eb89bbdcff054772978d394f4bab34e87840217fc273bc798ab867a79cfd14689aafcb920d905bbb6e88183b9dd84793d84fa9b5064b8a655f1770a1a9397904"
                    + " | {\"payment_status\":\"waiting\",\"payment_id\":7,\"actually_paid\":0.5} |"
                    + " mismatch",
                "nowpayments | x-nowpayments-sig:"
                    + " eb89bbdcff054772978d394f4bab34e87840217fc273bc798ab867a79cfd14689aafcb920d905bbb6e88183b9dd84793d84fa9b5064b8a655f1770a1a9397904"
                    + " | finished | malformed",
                "nowpayments | x-nowpayments-sig:"
                        + " 3f16d1228ae7d1f79a4cc7cf33c139d20694af06f3ea725ae1521a47e17c7169 |"
                        + " {\"payment_id\":7} | malformed"
            })
    void verdicts(String profile, String headers, String body, String verdict) {
        assertThat(word(verifier(profile).verify(headers(parsed(headers)), bytes(body), NOW)))
                .isEqualTo(verdict);
    }

    private static Verifier verifier(String word) {
        Profile profile =
                switch (word) {
                    case "stripe" -> new StripeSignature();
                    case "omise" -> new OmiseSignature();
                    case "standard" -> new StandardWebhook();
                    case "line" -> PlainHmac.line();
                    case "whatsapp" -> PlainHmac.whatsApp();
                    case "nowpayments" -> PlainHmac.nowPayments();
                    case "wix" ->
                            new PlainHmac(
                                    "X-Wix-Signature", "", Hmac.SHA256_HEX, PlainHmac.Form.RAW);
                    default -> throw new IllegalArgumentException(word);
                };
        return new Verifier(
                profile, List.of(profile.key("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")), TOLERANCE);
    }

    /** {@code name: value; name: value}. */
    private static Map<String, String> parsed(String headers) {
        return Arrays.stream(headers.split("; ?", -1))
                .filter(header -> !header.isBlank())
                .map(header -> header.split(": ?", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
}
