package io.florin.node.payment;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import io.florin.node.payment.Trouble.Kind;
import java.net.ConnectException;
import java.util.Objects;

/** What an exception of Stripe's SDK means for the request. */
final class StripeTroubles {
    private StripeTroubles() {}

    static Trouble of(StripeException e) {
        return switch (e) {
            case ApiConnectionException lost ->
                    lost.getCause() instanceof ConnectException
                            ? Trouble.unreachable("Stripe cannot be reached.")
                            : Trouble.lost("The connection to Stripe was lost.");
            case RateLimitException _ ->
                    new Trouble(Kind.NOT_TAKEN, "provider_busy", "Stripe has too many requests.");
            case AuthenticationException _ -> // of a key without the right, too
                    new Trouble(Kind.NOT_TAKEN, "provider_key_refused", "Stripe refuses our key.");
            case IdempotencyException _ ->
                    Trouble.unknown("Stripe knows the key for another request.");
            case CardException declined -> refused(declined);
            case InvalidRequestException invalid ->
                    status(invalid) == 409
                            ? Trouble.unknown("A request under the key is under way at Stripe.")
                            : refused(invalid);
            default -> Trouble.lost("Stripe answered with status " + status(e) + ".");
        };
    }

    private static Trouble refused(StripeException e) {
        var code = e.getCode();
        var message = Objects.requireNonNullElse(e.getMessage(), "Stripe refused it.");
        return new Trouble(Kind.REFUSED, code == null ? "provider_refused" : code, message);
    }

    static int status(StripeException e) {
        return Objects.requireNonNullElse(e.getStatusCode(), 0);
    }
}
