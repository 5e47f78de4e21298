package io.smolotchi.release.catalog.jdbc;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.jdbc.core.convert.DataAccessStrategy;
import org.springframework.data.jdbc.core.convert.DataAccessStrategyFactory;
import org.springframework.data.jdbc.core.convert.DefaultJdbcTypeFactory;
import org.springframework.data.jdbc.core.convert.JdbcConverter;
import org.springframework.data.jdbc.core.convert.JdbcCustomConversions;
import org.springframework.data.jdbc.core.convert.MappingJdbcConverter;
import org.springframework.data.jdbc.core.convert.QueryMappingConfiguration;
import org.springframework.data.jdbc.core.mapping.JdbcMappingContext;
import org.springframework.data.jdbc.repository.support.JdbcRepositoryFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * The Spring Data JDBC repositories, each made when it is first used. Made by their factory and not by an application context, which would search the
 * class path for them and take as long again as everything else that the first write needs.
 */
final class Repositories {

    private final JdbcRepositoryFactory factory;
    private final Map<Class<?>, Object> made = new ConcurrentHashMap<>();

    Repositories(DataSource dataSource) {
        this.factory = new JdbcRepositoryFactory(aggregates(dataSource));
        this.factory.setRepositoryBaseClass(InsertOnlyRepository.class);
        // not the calling thread's: a server's threads have one of their own, in which these interfaces are not visible
        this.factory.setBeanClassLoader(Repositories.class.getClassLoader());
    }

    <R extends InsertOnly<?, ?>> R get(Class<R> type) {
        return type.cast(made.computeIfAbsent(type, factory::getRepository));
    }

    static JdbcAggregateTemplate aggregates(DataSource dataSource) {
        SqliteDialect dialect = new SqliteDialect();
        JdbcTemplate template = new JdbcTemplate(dataSource);
        template.setExceptionTranslator(new SqliteErrors());
        NamedParameterJdbcTemplate operations = new NamedParameterJdbcTemplate(template);

        JdbcCustomConversions conversions = JdbcCustomConversions.of(dialect, List.of());
        JdbcMappingContext mapping = JdbcMappingContext.forQuotedIdentifiers();
        mapping.setSimpleTypeHolder(conversions.getSimpleTypeHolder());
        JdbcConverter converter = new MappingJdbcConverter(
                mapping,
                (_, path) -> {
                    throw new UnsupportedOperationException("rows are joined by id, not mapped: " + path);
                },
                conversions,
                new DefaultJdbcTypeFactory(template, dialect.getArraySupport()));
        DataAccessStrategy access =
                new DataAccessStrategyFactory(converter, operations, dialect, QueryMappingConfiguration.EMPTY).create();
        ApplicationEventPublisher nobody = _ -> {};
        JdbcAggregateTemplate aggregates = new JdbcAggregateTemplate(nobody, mapping, converter, access);
        aggregates.setEntityLifecycleEventsEnabled(false);
        return aggregates;
    }
}
