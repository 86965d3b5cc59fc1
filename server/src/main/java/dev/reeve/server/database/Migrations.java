package dev.reeve.server.database;

import dev.reeve.server.database.DatabaseException.Problem;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** The tables of this release, made from those of any before it. Servers that start together take turns. */
final class Migrations {
    private static final String SCHEMA = "reeve";
    private static final String LATEST = "latest";

    private Migrations() {}

    static String schema() {
        return SCHEMA;
    }

    /** Answers their version. */
    static String apply(DataSource source, DatabaseAddress address) {
        apply(source, address, LATEST);
        MigrationInfo current = flyway(source, LATEST).info().current();
        return current == null ? "" : current.getVersion().getVersion();
    }

    /** Up to that version. */
    static void apply(DataSource source, DatabaseAddress address, String version) {
        try {
            Flyway latest = flyway(source, LATEST);
            requireKnown(latest, address);
            requireKnown(latest, version); // Flyway itself would say less of a target that it does not know
            flyway(source, version).migrate();
        } catch (FlywayException e) {
            throw new DatabaseException(
                    Problem.CHANGED,
                    "the tables in " + address + " cannot be brought to this release: " + firstLine(e)
                            + ". Restore a backup, or ask for help with this message",
                    e);
        }
    }

    private static Flyway flyway(DataSource source, String target) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/migration")
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .createSchemas(true)
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .target(target)
                .load();
    }

    /** What Flyway would ignore: tables of a release that this one knows nothing of. */
    private static void requireKnown(Flyway flyway, DatabaseAddress address) {
        for (MigrationInfo info : flyway.info().applied()) {
            if (info.getState() == MigrationState.FUTURE_SUCCESS || info.getState() == MigrationState.FUTURE_FAILED) {
                throw new DatabaseException(
                        Problem.NEWER_RELEASE,
                        "a newer release of Reeve has used " + address + " (tables of version " + info.getVersion()
                                + ", \"" + info.getDescription()
                                + "\"). Start that release, or restore a backup of before");
            }
        }
    }

    private static void requireKnown(Flyway flyway, String version) {
        boolean known = version.equals(LATEST)
                || Arrays.stream(flyway.info().all())
                        .anyMatch(each -> each.getVersion() != null
                                && each.getVersion().getVersion().equals(version));
        if (!known) {
            throw new DatabaseException(
                    Problem.NEWER_RELEASE,
                    "tables of version " + version + " are those of a newer release of Reeve. Use that release, or a"
                            + " newer one");
        }
    }

    private static String firstLine(FlywayException problem) {
        String message = String.valueOf(problem.getMessage());
        return message.lines().filter(line -> !line.isBlank()).findFirst().orElse(message);
    }
}
