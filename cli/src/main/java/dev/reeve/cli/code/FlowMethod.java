package dev.reeve.cli.code;

import dev.reeve.Flow;
import dev.reeve.FlowDefinitionException;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.state.Failure;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** A public static method without arguments that returns a flow. */
record FlowMethod(Method method) {
    /** {@code CovidFlow.flow}, without the package. */
    String shortName() {
        String inPackage = method.getDeclaringClass().getName();
        return inPackage.substring(inPackage.lastIndexOf('.') + 1).replace('$', '.') + "." + method.getName();
    }

    /** {@code org.acme.CovidFlow.flow}. */
    String fullName() {
        return method.getDeclaringClass().getName().replace('$', '.') + "." + method.getName();
    }

    /** Whether somebody who writes that means this method. */
    boolean isCalled(String name) {
        String plain =
                name.replace("::", ".").replace("#", ".").replace("()", "").replace('$', '.');
        return plain.equals(shortName()) || plain.equals(fullName());
    }

    /** The flow. Runs the user's code. */
    Flow call() {
        DefinitionExit exit = DefinitionExit.of(fullName());
        try (exit) {
            if (method.invoke(null) instanceof Flow flow) {
                return flow;
            }
            throw new MistakeException(fullName() + "() returned null instead of a flow.");
        } catch (InvocationTargetException e) {
            throw mistake(e.getCause() == null ? e : e.getCause());
        } catch (ExceptionInInitializerError e) {
            throw mistake(e.getCause() == null ? e : e.getCause());
        } catch (IllegalAccessException | LinkageError e) {
            throw mistake(e);
        }
    }

    private MistakeException mistake(Throwable cause) {
        return switch (cause) {
            case FlowDefinitionException e -> new MistakeException(String.valueOf(e.getMessage()), e);
            case LinkageError e -> new MistakeException(Linkage.words(fullName() + "()", e), e);
            default ->
                new MistakeException(
                        fullName() + "() could not define its flow: "
                                + Failure.of(cause).oneLine() + place(cause),
                        cause);
        };
    }

    /** Where the user's own code threw. */
    private String place(Throwable cause) {
        for (StackTraceElement frame : cause.getStackTrace()) {
            if (frame.getClassName().startsWith(method.getDeclaringClass().getName())) {
                return " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")";
            }
        }
        return "";
    }
}
