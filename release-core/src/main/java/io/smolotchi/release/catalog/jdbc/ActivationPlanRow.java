package io.smolotchi.release.catalog.jdbc;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

@Table("activation_plan")
record ActivationPlanRow(@Id Long operationId, String plan) {

    interface Rows extends InsertOnly<ActivationPlanRow, Long> {}
}
