package io.florin.protocol.codec;

import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.Priority;
import io.florin.protocol.proto.WordsProto;
import io.florin.protocol.wallet.JobFacts;
import io.florin.protocol.wallet.JobFacts.State;

/** Jobs, as far as a wallet knows them. */
public final class JobWords {
    private JobWords() {}

    public static WordsProto.JobFacts toProto(JobFacts job) {
        var proto =
                WordsProto.JobFacts.newBuilder()
                        .setId(job.id().value())
                        .setState(toProto(job.state()))
                        .setPrice(Wire.toProto(job.price()))
                        .setSubmittedAt(Wire.micros(job.submittedAt()));
        if (job.capturedTo() != null) proto.setCapturedTo(job.capturedTo().name());
        if (job.schedule() != null) proto.setSchedule(job.schedule());
        if (job.replays() != null) proto.setReplays(job.replays().value());
        return proto.build();
    }

    public static JobFacts fromProto(WordsProto.JobFacts proto) {
        return new JobFacts(
                new JobId(proto.getId()),
                fromProto(proto.getState()),
                Wire.fromProto(proto.getPrice()),
                proto.hasCapturedTo() ? new SystemAccount(proto.getCapturedTo()) : null,
                Wire.instant(proto.getSubmittedAt()),
                proto.hasSchedule() ? proto.getSchedule() : null,
                proto.hasReplays() ? new JobId(proto.getReplays()) : null);
    }

    static WordsProto.JobSpec toProto(JobSpec spec) {
        var proto =
                WordsProto.JobSpec.newBuilder()
                        .setQueue(spec.queue())
                        .setKind(spec.kind())
                        .setPayload(spec.payload())
                        .setPriority(toProto(spec.priority()));
        if (spec.key() != null) proto.setKey(spec.key());
        if (spec.runAt() != null) proto.setRunAt(Wire.micros(spec.runAt()));
        if (spec.uniqueKey() != null) proto.setUniqueKey(spec.uniqueKey());
        if (spec.maxAttempts() != null) proto.setMaxAttempts(spec.maxAttempts());
        return proto.build();
    }

    static JobSpec fromProto(WordsProto.JobSpec proto) {
        return new JobSpec(
                proto.getQueue(),
                proto.getKind(),
                proto.hasKey() ? proto.getKey() : null,
                proto.getPayload(),
                fromProto(proto.getPriority()),
                proto.hasRunAt() ? Wire.instant(proto.getRunAt()) : null,
                proto.hasUniqueKey() ? proto.getUniqueKey() : null,
                proto.hasMaxAttempts() ? Integer.valueOf(proto.getMaxAttempts()) : null);
    }

    private static WordsProto.JobMoney toProto(State state) {
        return switch (state) {
            case OPEN -> WordsProto.JobMoney.JOB_OPEN;
            case CAPTURED -> WordsProto.JobMoney.JOB_CAPTURED;
            case RELEASED -> WordsProto.JobMoney.JOB_RELEASED;
        };
    }

    private static State fromProto(WordsProto.JobMoney state) {
        return switch (state) {
            case JOB_OPEN -> State.OPEN;
            case JOB_CAPTURED -> State.CAPTURED;
            case JOB_RELEASED -> State.RELEASED;
            case UNRECOGNIZED -> throw WireEnums.unknown("state of a job's money");
        };
    }

    private static WordsProto.JobPriority toProto(Priority priority) {
        return switch (priority) {
            case HIGH -> WordsProto.JobPriority.PRIORITY_HIGH;
            case NORMAL -> WordsProto.JobPriority.PRIORITY_NORMAL;
            case LOW -> WordsProto.JobPriority.PRIORITY_LOW;
        };
    }

    private static Priority fromProto(WordsProto.JobPriority priority) {
        return switch (priority) {
            case PRIORITY_HIGH -> Priority.HIGH;
            case PRIORITY_NORMAL -> Priority.NORMAL;
            case PRIORITY_LOW -> Priority.LOW;
            case UNRECOGNIZED -> throw WireEnums.unknown("priority");
        };
    }
}
