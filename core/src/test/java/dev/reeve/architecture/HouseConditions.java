package dev.reeve.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvent;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** What {@link HouseRules} asks of classes. */
final class HouseConditions {
    private static final Pattern WORDLESS =
            Pattern.compile(".*(Utils?|Managers?|Helpers?|Impl|Base|Abstract)(?=[A-Z0-9]|$).*");
    private static final Set<String> TYPES = Set.of(
            "java.time.Clock",
            "java.time.InstantSource",
            "java.util.Random",
            "java.util.random.RandomGenerator",
            "java.util.concurrent.ThreadLocalRandom",
            "java.security.SecureRandom",
            "java.lang.Thread",
            "java.lang.ThreadLocal");
    private static final Set<String> METHODS = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.Math.random",
            "java.util.UUID.randomUUID");

    private HouseConditions() {}

    static ArchCondition<JavaClass> haveNamesThatSayWhatTheyAre() {
        return condition("have names that say what they are", (type, events) -> {
            if (WORDLESS.matcher(type.getSimpleName()).matches()) {
                events.add(violated(type, type.getName() + " does not say in its name what it is"));
            }
        });
    }

    static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return condition("reside in a @NullMarked package", (type, events) -> {
            if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                events.add(violated(type, type.getPackageName() + " has no package-info with @NullMarked"));
            }
        });
    }

    /** Met by classes that do what a pure one must not. */
    static ArchCondition<JavaClass> readClockRandomOrThreads() {
        return condition("read a clock, random numbers or threads", (type, events) -> {
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                String owner = access.getTargetOwner().getName();
                boolean asksTheTime = owner.startsWith("java.time.")
                        && access.getTarget().getName().equals("now");
                if (asksTheTime
                        || METHODS.contains(owner + "." + access.getTarget().getName())) {
                    events.add(SimpleConditionEvent.satisfied(type, access.getDescription()));
                }
            }
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                if (TYPES.contains(dependency.getTargetClass().getName())) {
                    events.add(SimpleConditionEvent.satisfied(type, dependency.getDescription()));
                }
            }
        });
    }

    static ArchCondition<JavaClass> onlyUse(
            DescribedPredicate<JavaClass> allowed, BiPredicate<JavaClass, JavaClass> accepted) {
        return condition("only use what is allowed", (type, events) -> {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (!allowed.test(target) && !accepted.test(type, target)) {
                    events.add(violated(type, dependency.getDescription()));
                }
            }
        });
    }

    /** Each package a slice of its own; what is not ours is in none. */
    static SliceAssignment packages() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return type.getPackageName().startsWith("dev.reeve")
                        ? SliceIdentifier.of(type.getPackageName())
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages";
            }
        };
    }

    private interface Check {
        void of(JavaClass type, ConditionEvents events);
    }

    private static ArchCondition<JavaClass> condition(String description, Check check) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                check.of(type, events);
            }
        };
    }

    private static ConditionEvent violated(JavaClass type, String message) {
        return SimpleConditionEvent.violated(type, message);
    }
}
