package dev.reeve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.graph.GraphNode;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is named and whatever not: every task ends with a name of its own. */
class NamingProperties {
    static String step() {
        return "";
    }

    /** An empty text stands for a task that is given no name. */
    @Provide
    Arbitrary<List<String>> given() {
        return Arbitraries.of("", "", "", "step", "step-2", "step-3", "other")
                .list()
                .ofMaxSize(12);
    }

    @Property(tries = 300)
    void everyTaskHasANameOfItsOwnUnlessTwoAreGivenTheSame(@ForAll("given") List<String> given) {
        long named = given.stream().filter(name -> !name.isEmpty()).count();
        long different =
                given.stream().filter(name -> !name.isEmpty()).distinct().count();
        if (named > different) {
            assertThat(errors(given)).hasSize((int) (named - different));
            return;
        }
        List<GraphNode> nodes = define(given).graph().nodes();
        assertThat(nodes).extracting(GraphNode::name).doesNotHaveDuplicates();
        for (int i = 0; i < given.size(); i++) {
            String name = nodes.get(i).name();
            assertThat(given.get(i)).isIn("", name);
            assertThat(name).matches("step(-\\d+)?|other");
        }
        assertThat(define(given).graph().nodes())
                .as("the same definition, the same names")
                .extracting(GraphNode::name)
                .isEqualTo(nodes.stream().map(GraphNode::name).toList());
    }

    private static List<DefinitionError> errors(List<String> given) {
        try {
            define(given);
            return List.of();
        } catch (FlowDefinitionException e) {
            return e.errors();
        }
    }

    private static Flow define(List<String> given) {
        return Flow.define("d", f -> {
            for (String name : given) {
                TaskNode<String> task = f.task(NamingProperties::step);
                if (!name.isEmpty()) {
                    task.named(name);
                }
            }
        });
    }
}
