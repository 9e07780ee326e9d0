package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.florin.edge.TestEdge.Reply;
import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The second factor from its key to the role that needs it. */
class SecondFactorTest {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final People people =
            new People(Map.of("florin.identity.operators-need-second-factor", true));

    /** What the authenticator app shows now. */
    private String shown(String key) {
        var bits = BigInteger.ZERO;
        for (int i = 0; i < key.length(); i++) {
            bits = bits.shiftLeft(5).or(BigInteger.valueOf(BASE32.indexOf(key.charAt(i))));
        }
        byte[] bytes = new byte[20];
        for (int i = 0; i < 20; i++) bytes[i] = bits.shiftRight(8 * (19 - i)).byteValue();
        try {
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(
                            new SecretKeySpec(bytes, "HmacSHA1"), people.clock.instant());
        } catch (InvalidKeyException e) {
            throw new AssertionError(e);
        }
    }

    private Reply begin(String id, String bearer) {
        return people.edge.post(
                "/v1/users/" + id + "/second-factor",
                "{\"password\":\"%s\"}".formatted(People.PASSWORD),
                bearer);
    }

    private Reply begin(String id, String otp, String bearer) {
        return people.edge.post(
                "/v1/users/" + id + "/second-factor",
                "{\"password\":\"%s\",\"otp\":\"%s\"}".formatted(People.PASSWORD, otp),
                bearer);
    }

    private Reply set(String id, String enrolment, String otp, String bearer) {
        return people.put(
                "/v1/users/" + id + "/second-factor",
                "{\"enrolment\":\"%s\",\"otp\":\"%s\"}".formatted(enrolment, otp),
                bearer);
    }

    /** The key in force. */
    private String enrol(String name, String id) {
        var bearer = people.logIn(name).bearer();
        var begun = begin(id, bearer);
        String key = People.text(begun, "key");
        var reply = set(id, People.text(begun, "enrolment"), shown(key), bearer);
        assertThat(reply.status()).as(reply.line()).isEqualTo(200);
        people.clock.pass(Duration.ofSeconds(30));
        return key;
    }

    @Test
    void fromThenOnItIsRequiredAndEachCodeCountsOnce() {
        String id = people.register("ann");
        var before = people.logIn("ann");
        String key = enrol("ann", id);
        assertThat(People.code(people.refresh(before.refreshToken())))
                .isEqualTo("401 session_ended");
        assertThat(People.code(people.tryLogIn("ann", People.PASSWORD)))
                .isEqualTo("401 second_factor_required");
        assertThat(People.code(people.tryLogIn("ann", "wrong one", shown(key))))
                .isEqualTo("401 credentials_wrong");
        String code = shown(key);
        assertThat(people.tryLogIn("ann", People.PASSWORD, code).status()).isEqualTo(201);
        assertThat(People.code(people.tryLogIn("ann", People.PASSWORD, code)))
                .isEqualTo("401 second_factor_wrong");
        people.clock.pass(Duration.ofSeconds(90));
        assertThat(People.code(people.tryLogIn("ann", People.PASSWORD, code)))
                .isEqualTo("401 second_factor_wrong");
        assertThat(people.tryLogIn("ann", People.PASSWORD, shown(key)).status()).isEqualTo(201);
    }

    @Test
    void codesCannotBeGuessed() {
        String id = people.register("ann");
        String key = enrol("ann", id);
        String wrong = shown(key).equals("000000") ? "000001" : "000000";
        for (int i = 0; i < 5; i++) {
            assertThat(People.code(people.tryLogIn("ann", People.PASSWORD, wrong)))
                    .isEqualTo("401 second_factor_wrong");
        }
        assertThat(People.code(people.tryLogIn("ann", People.PASSWORD, shown(key))))
                .isEqualTo("429 locked_out");
    }

    @Test
    void anEnrolmentIsOfItsUserForTenMinutesAndProvenByACode() {
        String ann = people.register("ann");
        String eve = people.register("eve");
        var anns = people.logIn("ann").bearer();
        var begun = begin(ann, anns);
        String enrolment = People.text(begun, "enrolment");
        String key = People.text(begun, "key");
        assertThat(enrolment).doesNotContain(key);
        assertThat(People.code(set(eve, enrolment, shown(key), people.logIn("eve").bearer())))
                .isEqualTo("400 field_invalid");
        assertThat(People.code(set(ann, enrolment, "0000000", anns)))
                .isEqualTo("401 second_factor_wrong");
        people.clock.pass(Duration.ofMinutes(10));
        assertThat(People.code(set(ann, enrolment, shown(key), anns)))
                .isEqualTo("400 field_invalid");
        people.logIn("ann");
    }

    /** A code that was used proves nothing: then nothing changes, and no login ends. */
    @Test
    void aKeyCannotBeSetByAUsedStep() {
        String id = people.register("ann");
        String key = enrol("ann", id);
        var login = People.login(people.tryLogIn("ann", People.PASSWORD, shown(key)));
        assertThat(People.code(begin(id, login.bearer())))
                .as("the factor that is replaced is asked for")
                .isEqualTo("401 second_factor_required");
        people.clock.pass(Duration.ofSeconds(30));
        var begun = begin(id, shown(key), login.bearer());
        var reply =
                set(
                        id,
                        People.text(begun, "enrolment"),
                        shown(People.text(begun, "key")),
                        login.bearer());
        assertThat(People.code(reply)).isEqualTo("401 second_factor_wrong");
        people.clock.pass(Duration.ofSeconds(30));
        assertThat(people.tryLogIn("ann", People.PASSWORD, shown(key)).status()).isEqualTo(201);
        assertThat(people.refresh(login.refreshToken()).status()).isEqualTo(200);
    }

    @Test
    void anOperatorIsOneOnlyWithIt() {
        String id = people.register("ann");
        people.patch(id, "{\"roles\":[\"operator\"]}");
        assertThat(People.code(people.edge.get("/v1/users", people.logIn("ann").bearer())))
                .isEqualTo("403 forbidden");
        String key = enrol("ann", id);
        var login = People.login(people.tryLogIn("ann", People.PASSWORD, shown(key)));
        assertThat(people.edge.get("/v1/users", login.bearer()).status()).isEqualTo(200);
        assertThat(people.delete("/v1/users/" + id + "/second-factor", People.OPERATOR).status())
                .isEqualTo(200);
        assertThat(people.tryLogIn("ann", People.PASSWORD).status()).isEqualTo(201);
    }
}
