package io.smolotchi.release.catalog.jdbc;

import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.data.jdbc.core.convert.JdbcConverter;
import org.springframework.data.mapping.PersistentEntity;

/** Behind every {@link InsertOnly}. */
class InsertOnlyRepository<T, K> implements InsertOnly<T, K> {

    private final JdbcAggregateOperations operations;
    private final Class<T> type;

    /** The arguments are those that Spring Data gives to every base class of repositories. */
    InsertOnlyRepository(
            JdbcAggregateOperations operations, PersistentEntity<T, ?> entity, JdbcConverter ignoredConverter) {
        this.operations = operations;
        this.type = entity.getType();
    }

    @Override
    public T insert(T row) {
        return operations.insert(row);
    }

    @Override
    public boolean existsById(K key) {
        return operations.existsById(key, type);
    }
}
