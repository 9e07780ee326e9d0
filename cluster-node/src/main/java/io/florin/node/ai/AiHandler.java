package io.florin.node.ai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.florin.node.ai.price.Prices;
import io.florin.node.ai.provider.AiMetrics;
import io.florin.node.ai.provider.AiMetrics.Count;
import io.florin.node.ai.provider.Answer;
import io.florin.node.ai.provider.Models;
import io.florin.node.job.JobHandler;
import io.florin.node.job.Outcome;
import io.florin.node.job.Outcome.Again;
import io.florin.node.job.PayloadCheck;
import io.florin.node.job.Run;
import io.florin.persistence.job.ModelAnswer;
import io.florin.protocol.job.JobCost;
import io.florin.protocol.job.JobError;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does the jobs of one kind: at most one answer of a model is ever the job's. */
final class AiHandler<P> implements JobHandler {
    /** What all kinds share. */
    record Tools(Models models, Prices prices, Answers answers) {
        AiMetrics metrics() {
            return models.metrics();
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(AiHandler.class);
    private static final Pattern UNSTORABLE = Pattern.compile("[\\x{0}\\x{D800}-\\x{DFFF}]");

    private final String kind;
    private final Task<P> task;
    private final Tools tools;
    private final AiSettings.Kind settings;

    AiHandler(String kind, Task<P> task, Tools tools, AiSettings.Kind settings) {
        this.kind = kind;
        this.task = task;
        this.tools = tools;
        this.settings = settings;
    }

    @Override
    public PayloadCheck payload() {
        return payload -> {
            try {
                task.read(payload);
                return Optional.empty();
            } catch (PayloadFault e) {
                return Optional.of(e.sentence());
            }
        };
    }

    @Override
    public Outcome run(Run run) throws InterruptedException {
        P payload;
        try {
            payload = task.read(run.claim().job().spec().payload());
        } catch (PayloadFault e) {
            return never("payload_invalid", e.sentence());
        }
        var known = task.withoutModel(payload);
        if (known != null) return new Outcome.Succeeded(known.toString());
        long seq = run.claim().fence().seq();
        var kept = tools.answers().find(seq);
        if (kept.isPresent()) {
            tools.metrics().add(Count.REUSED, 1);
            return judged(seq, payload, kept.get());
        }
        run.progress(10, "A model is asked.");
        var request = task.request(payload);
        return switch (tools.models().complete(kind, request, settings.patience())) {
            case Answer.Completion completion ->
                    judged(seq, payload, tools.answers().keep(seq, paid(run, completion)));
            case Answer.Fault fault -> unanswered(payload, fault);
        };
    }

    private ModelAnswer paid(Run run, Answer.Completion completion) {
        var refusal = completion.refusal();
        return new ModelAnswer(
                completion.provider(),
                completion.model(),
                task.prompt(),
                storable(completion.text()),
                refusal == null ? null : storable(refusal),
                cost(run, completion));
    }

    private static String storable(String text) {
        return UNSTORABLE.matcher(text).replaceAll("\uFFFD");
    }

    private @Nullable JobCost cost(Run run, Answer.Completion completion) {
        var usage = completion.usage();
        if (usage == null) {
            LOG.warn("{} did not tell what {} costs", completion.provider(), kind);
            return null;
        }
        var asked = settings.modelOf(completion.provider());
        long nanoUsd;
        try {
            nanoUsd = tools.prices().nanoUsd(asked, usage);
        } catch (ArithmeticException _) {
            // The answer is there, and is kept: asked again, it would cost again.
            LOG.warn("{} tells of {} for {}: no cost", completion.provider(), usage, kind);
            return null;
        }
        var spending = new AiMetrics.Spending(run.claim().job().app(), kind, asked);
        tools.metrics().paid(spending, nanoUsd, usage);
        return new JobCost(
                completion.provider(),
                completion.model(),
                tools.prices().version(),
                nanoUsd,
                usage.json());
    }

    private Outcome judged(long seq, P payload, ModelAnswer answer) {
        var refusal = answer.refusal();
        var judgement =
                refusal == null
                        ? task.judge(payload, answer.text())
                        : new Judgement.Unsuitable(refusal);
        return switch (judgement) {
            case Judgement.Good(var result) -> success(signed(result, answer), answer.cost());
            case Judgement.Unsuitable(var reason) -> unsuitable(reason);
            case Judgement.Unreadable(var why) -> unreadable(seq, payload, answer, why);
        };
    }

    private static Outcome success(ObjectNode result, @Nullable JobCost cost) {
        return new Outcome.Succeeded(storable(result.toString()), cost, null);
    }

    private static ObjectNode signed(ObjectNode result, ModelAnswer answer) {
        if (answer.prompt() != null) result.put("prompt", answer.prompt());
        return result.put("provider", answer.provider()).put("model", answer.model());
    }

    /** The model has no answer to this, and is paid for saying so. */
    private Outcome unsuitable(String reason) {
        tools.metrics().add(Count.UNSUITABLE, 1);
        return never("unsuitable", storable(reason));
    }

    private Outcome unreadable(long seq, P payload, ModelAnswer answer, String why) {
        tools.metrics().add(Count.UNREADABLE, 1);
        var instead = insteadOfModel(payload);
        if (instead != null) return success(instead, answer.cost());
        tools.answers().discard(seq);
        return Outcome.failed("answer_unreadable", why);
    }

    private Outcome unanswered(P payload, Answer.Fault fault) {
        var instead = insteadOfModel(payload);
        if (instead != null) return success(instead, null);
        return new Outcome.Failed(fault.error(), fault.again());
    }

    private @Nullable ObjectNode insteadOfModel(P payload) {
        var instead = task.insteadOfModel(payload);
        if (instead != null) tools.metrics().add(Count.BY_RULES, 1);
        return instead;
    }

    private static Outcome never(String code, String message) {
        return new Outcome.Failed(new JobError(code, message), new Again.Never());
    }
}
