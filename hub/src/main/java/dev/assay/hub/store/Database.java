package dev.assay.hub.store;

import javax.sql.DataSource;

/** The PostgreSQL that a library is kept in. */
public interface Database extends AutoCloseable {
  DataSource dataSource();

  /** Whether other hubs may use it at the same time. */
  boolean isShared();

  @Override
  void close();
}
