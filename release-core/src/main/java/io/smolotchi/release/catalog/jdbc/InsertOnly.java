package io.smolotchi.release.catalog.jdbc;

import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;

/** All that a repository of the catalog can do. There is no save, which would be an update for a row whose key is known, and no delete. */
@NoRepositoryBean
interface InsertOnly<T, K> extends Repository<T, K> {

    /** Returns the row with its key. */
    T insert(T row);

    boolean existsById(K key);
}
