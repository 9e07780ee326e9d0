package io.florin.node.ai;

import io.florin.node.ai.prompt.Prompt;
import io.florin.node.ai.provider.AiMetrics;
import io.florin.node.ai.provider.Model;
import io.florin.node.ai.provider.Models;
import io.florin.node.ai.provider.OpenAiModel;
import io.florin.node.job.JobHandler;
import io.florin.node.provider.Circuit;
import io.florin.node.telemetry.Meter;
import io.florin.persistence.database.Database;
import io.florin.persistence.job.ModelAnswerTable;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pekko.actor.typed.ActorSystem;

/** Who does jobs of the queue {@code ai}. */
public final class AiJobs {
    /** A kind that asks a question by a prompt. */
    @FunctionalInterface
    private interface Question {
        Task<?> task(Prompt prompt, Screen screen, int maxTokens);
    }

    private static final Map<String, Question> QUESTIONS =
            Map.of(
                    Reading.KIND, Reading::new,
                    DocumentText.KIND, DocumentText::new,
                    ContentValue.KIND, ContentValue::new,
                    Intent.KIND, Intent::new);

    private final Map<String, JobHandler> handlers;
    private final Models models;

    private AiJobs(Map<String, JobHandler> handlers, Models models) {
        this.handlers = handlers;
        this.models = models;
    }

    /** With the providers of the settings; their connections end with the system. */
    public static AiJobs start(
            ActorSystem<?> system,
            Database database,
            AiSettings settings,
            InstantSource clock,
            Meter meter) {
        var connected =
                settings.providers().stream()
                        .<Model>map(provider ->
                                OpenAiModel.connect(
                                        provider.name(),
                                        provider.baseUrl(),
                                        provider.apiKey(),
                                        clock))
                        .toList();
        var answers = Answers.in(new ModelAnswerTable(database));
        var jobs = of(system, answers, settings, connected, new AiMetrics(meter));
        system.getWhenTerminated().thenRun(jobs.models::close);
        return jobs;
    }

    /** With whatever models there are, best first. */
    public static AiJobs of(
            ActorSystem<?> system, Answers answers, AiSettings settings, List<Model> connected) {
        return of(system, answers, settings, connected, new AiMetrics());
    }

    private static AiJobs of(
            ActorSystem<?> system,
            Answers answers,
            AiSettings settings,
            List<Model> connected,
            AiMetrics metrics) {
        var lines =
                connected.stream()
                        .map(model -> new Models.Line(model, settings.models(model.provider())))
                        .toList();
        var models = Models.of(lines, system, settings.failures(), settings.resetMillis(), metrics);
        return new AiJobs(handlers(settings, models, answers), models);
    }

    private static Map<String, JobHandler> handlers(
            AiSettings settings, Models models, Answers answers) {
        var tools = new AiHandler.Tools(models, settings.prices(), answers);
        var handlers = new TreeMap<String, JobHandler>();
        QUESTIONS.forEach((kind, question) -> {
            var own = settings.kind(kind);
            var prompt = Prompt.load(kind, own.prompt());
            var task = question.task(prompt, settings.screen(), own.maxTokens());
            handlers.put(kind, new AiHandler<>(kind, task, tools, own));
        });
        var transcription = new Transcription(settings.screen());
        handlers.put(
                Transcription.KIND,
                new AiHandler<>(
                        Transcription.KIND,
                        transcription,
                        tools,
                        settings.kind(Transcription.KIND)));
        return Map.copyOf(handlers);
    }

    /** By kind. */
    public Map<String, JobHandler> handlers() {
        return handlers;
    }

    /** Of its providers. */
    public List<Circuit> circuits() {
        return models.circuits();
    }

    public AiMetrics metrics() {
        return models.metrics();
    }

    /** Whom the jobs ask, and whether they are given a rest. */
    public Models models() {
        return models;
    }
}
