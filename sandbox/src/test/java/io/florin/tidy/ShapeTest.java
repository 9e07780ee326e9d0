package io.florin.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** The style guide that runs: what can be seen in the shape of a method. */
class ShapeTest {
    private static final int METHOD_LINES_MAX = 40;

    /** A table of samples is easier to read in one piece. */
    private static final int TEST_METHOD_LINES_MAX = 60;

    private static final int CONSTRUCTOR_PARAMETERS_MAX = 5;

    @Test
    void methodsFitOnAScreenAndConstructorsTakeAHandful() throws IOException {
        var paths =
                SourceTree.java().stream()
                        .map(file -> SourceTree.root().resolve(file.path()))
                        .toList();
        assertThat(findings(paths)).isEmpty();
    }

    private static List<String> findings(List<Path> paths) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    null,
                                    null,
                                    files.getJavaFileObjectsFromPaths(paths));
            var scanner = new Scanner(Trees.instance(task));
            for (var unit : task.parse()) {
                scanner.scan(unit, unit);
            }
            return scanner.findings;
        }
    }

    private static final class Scanner extends TreePathScanner<Void, CompilationUnitTree> {
        private final Trees trees;
        private final List<String> findings = new ArrayList<>();

        Scanner(Trees trees) {
            this.trees = trees;
        }

        @Override
        public Void visitMethod(MethodTree method, CompilationUnitTree unit) {
            var positions = trees.getSourcePositions();
            var lines = unit.getLineMap();
            var first = positions.getStartPosition(unit, method);
            var last = positions.getEndPosition(unit, method);
            if (first >= 0 && last > first && method.getBody() != null) {
                var length = lines.getLineNumber(last) - lines.getLineNumber(first) + 1;
                if (length > methodLinesMax(unit)) {
                    findings.add(place(unit, first, method) + " has " + length + " lines");
                }
            }
            if (isConstructorOfAClass(method)
                    && method.getParameters().size() > CONSTRUCTOR_PARAMETERS_MAX) {
                findings.add(
                        place(unit, first, method)
                                + " takes "
                                + method.getParameters().size()
                                + " parameters");
            }
            return super.visitMethod(method, unit);
        }

        private static int methodLinesMax(CompilationUnitTree unit) {
            return unit.getSourceFile().toUri().getPath().contains("/src/test/")
                    ? TEST_METHOD_LINES_MAX
                    : METHOD_LINES_MAX;
        }

        /** Records of data may have more. */
        private boolean isConstructorOfAClass(MethodTree method) {
            return method.getReturnType() == null
                    && getCurrentPath().getParentPath().getLeaf() instanceof ClassTree owner
                    && owner.getKind() == Tree.Kind.CLASS;
        }

        private static String place(CompilationUnitTree unit, long position, MethodTree method) {
            return "%s:%d %s"
                    .formatted(
                            SourceTree.root().relativize(Path.of(unit.getSourceFile().toUri())),
                            unit.getLineMap().getLineNumber(position),
                            method.getName());
        }
    }
}
