package io.smolotchi.release.catalog.jdbc;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jdbc.core.dialect.JdbcDialect;
import org.springframework.data.jdbc.repository.config.AbstractJdbcConfiguration;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.data.relational.RelationalManagedTypes;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The whole Spring context of the catalog, without any auto-configuration. */
@Configuration(proxyBeanMethods = false)
@EnableJdbcRepositories(
        basePackageClasses = CatalogWiring.class,
        considerNestedRepositories = true,
        repositoryBaseClass = InsertOnlyRepository.class,
        enableDefaultTransactions = false)
class CatalogWiring extends AbstractJdbcConfiguration {

    @Bean
    WriteLockFirst transactionManager(DataSource dataSource) {
        return new WriteLockFirst(dataSource);
    }

    @Bean
    NamedParameterJdbcOperations jdbcOperations(DataSource dataSource) {
        JdbcTemplate template = new JdbcTemplate(dataSource);
        template.setExceptionTranslator(new SqliteErrors());
        return new NamedParameterJdbcTemplate(template);
    }

    @Bean
    @Override
    public JdbcDialect jdbcDialect(NamedParameterJdbcOperations operations) {
        return new SqliteDialect();
    }

    /** Named, so that no class path is searched for them. */
    @Bean
    @Override
    public RelationalManagedTypes jdbcManagedTypes() {
        return RelationalManagedTypes.fromIterable(List.of(
                OperationRow.class,
                OperationEndRow.class,
                ActivationRow.class,
                FileTextRow.class,
                UnitFileRow.class,
                ReleaseRow.class,
                ReleaseRemovedRow.class,
                MarkRow.class,
                EventRow.class));
    }
}
