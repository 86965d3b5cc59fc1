package dev.reeve.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The rules of this house over the classes of one module. Each module has a test that names its packages, what it may
 * use and what it accepts, and returns {@link #tests()} from a {@code @TestFactory}. Not thread-safe.
 *
 * <pre>{@code
 * return HouseRules.of("dev.reeve.engine")
 *         .thirdParties("org.slf4j", "org.jspecify", "tools.jackson")
 *         .layer("dev.reeve.engine.store", "dev.reeve.spi", "dev.reeve.graph", "dev.reeve.state")
 *         .tests();
 * }</pre>
 */
public final class HouseRules {
    /** An accepted dependency, against layers and cycles. */
    private record Accepted(Class<?> from, Class<?> to) {}

    private record Layer(String name, String[] mayUse) {}

    private final JavaClasses classes;
    private final List<String> allowed = new ArrayList<>(List.of("", "java..", "javax..", "dev.reeve.."));
    private final List<String> pure = new ArrayList<>();
    private final List<Layer> layers = new ArrayList<>();
    private final List<Accepted> accepted = new ArrayList<>();

    private HouseRules(JavaClasses classes) {
        this.classes = classes;
    }

    /** The rules over the classes of these packages and those below, without tests. Jars on the class path count. */
    public static HouseRules of(String... packages) {
        return over(new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages(packages));
    }

    static HouseRules over(JavaClasses classes) {
        return new HouseRules(classes);
    }

    /** Packages, with those below, that the module may use besides the JDK's {@code java} and our own. */
    public HouseRules thirdParties(String... packages) {
        for (String name : packages) {
            allowed.add(name + "..");
        }
        return this;
    }

    /** Packages whose classes read no clock, draw no random numbers and start no threads. */
    public HouseRules pure(String... packages) {
        pure.addAll(List.of(packages));
        return this;
    }

    /** A package that may use, of ours, only itself and these. Packages below are others. */
    public HouseRules layer(String name, String... mayUse) {
        layers.add(new Layer(name, mayUse.clone()));
        return this;
    }

    /** A dependency that is no sin, although it goes against a layer or closes a circle of packages. */
    public HouseRules accept(Class<?> from, Class<?> to) {
        accepted.add(new Accepted(from, to));
        return this;
    }

    /** A test for each rule, and one that there are classes to hold it against. */
    public Stream<DynamicTest> tests() {
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(DynamicTest.dynamicTest("there are classes to look at", () -> {
            if (classes.isEmpty()) {
                throw new AssertionError("no classes found; are the packages right, and is the module compiled?");
            }
        }));
        rules().forEach(rule -> tests.add(DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(classes))));
        return tests.stream();
    }

    List<ArchRule> rules() {
        List<ArchRule> rules = new ArrayList<>();
        rules.add(classes()
                .should(HouseConditions.haveNamesThatSayWhatTheyAre())
                .as("names say what a thing is: no Util, Manager, Helper, Impl, Base, Abstract"));
        rules.add(classes()
                .should(HouseConditions.resideInANullMarkedPackage())
                .as("every package has a package-info that is @NullMarked"));
        rules.add(fields().that()
                .areStatic()
                .should()
                .beFinal()
                .allowEmptyShould(true)
                .as("no static field changes"));
        rules.add(classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed.toArray(String[]::new)))
                .as("only these are used: " + allowed.subList(1, allowed.size())));
        rules.add(noCycles());
        if (!pure.isEmpty()) {
            rules.add(noClasses()
                    .that()
                    .resideInAnyPackage(pure.toArray(String[]::new))
                    .should(HouseConditions.readClockRandomOrThreads())
                    .as("no clock, random number or thread in " + pure));
        }
        layers.forEach(layer -> rules.add(rule(layer)));
        return rules;
    }

    private ArchRule noCycles() {
        SliceRule rule = SlicesRuleDefinition.slices()
                .assignedFrom(HouseConditions.packages())
                .should()
                .beFreeOfCycles();
        for (Accepted pair : accepted) {
            rule = rule.ignoreDependency(pair.from(), pair.to());
        }
        return rule.allowEmptyShould(true).as("packages do not depend on each other in a circle");
    }

    private ArchRule rule(Layer layer) {
        return classes()
                .that()
                .resideInAPackage(layer.name())
                .should(HouseConditions.onlyUse(
                        not(resideInAPackage("dev.reeve.."))
                                .or(resideInAPackage(layer.name()))
                                .or(resideInAnyPackage(layer.mayUse())),
                        (from, to) -> accepted.stream()
                                .anyMatch(pair -> isPartOf(from, pair.from()) && isPartOf(to, pair.to()))))
                .as(layer.name() + " uses, of ours, only itself and " + List.of(layer.mayUse()));
    }

    private static boolean isPartOf(JavaClass part, Class<?> whole) {
        return part.getName().equals(whole.getName()) || part.getName().startsWith(whole.getName() + "$");
    }
}
