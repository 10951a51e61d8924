package dev.assay.hub.catalogue;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which papers a list holds; all conditions must be met.
 *
 * <p>A paper's day is the one whose Daily Papers page showed it, or else the day it appeared. A
 * paper of which only the month is known is in its month's list, and in no week's or day's.
 *
 * @param from the first day, null for no bound
 * @param until the day after the last, null for no bound
 * @param exactDay whether the month alone is not enough
 * @param category one of the paper's categories
 * @param code whether only papers with code are wanted
 * @param submitter who put it on the Daily Papers page, null for anyone
 * @param ids only these, null for all
 * @param unreadBy who must not have marked them as read, null for nobody; a search index knows
 *     nothing of it
 */
public record PaperFilter(
    @Nullable LocalDate from,
    @Nullable LocalDate until,
    boolean exactDay,
    @Nullable String category,
    boolean code,
    @Nullable String submitter,
    @Nullable Collection<ArxivId> ids,
    @Nullable Long unreadBy) {
  private static final PaperFilter ALL =
      new PaperFilter(null, null, false, null, false, null, null, null);

  public PaperFilter {
    ids = ids == null ? null : List.copyOf(ids);
  }

  public static PaperFilter all() {
    return ALL;
  }

  public PaperFilter day(LocalDate day) {
    return days(day, day.plusDays(1), true);
  }

  /** The week, from Monday to Sunday, that {@code day} is in. */
  public PaperFilter weekOf(LocalDate day) {
    LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    return days(monday, monday.plusDays(7), true);
  }

  public PaperFilter month(YearMonth month) {
    return days(month.atDay(1), month.plusMonths(1).atDay(1), false);
  }

  /** From {@code first} to before {@code end}. */
  public PaperFilter days(@Nullable LocalDate first, @Nullable LocalDate end, boolean exact) {
    return new PaperFilter(first, end, exact, category, code, submitter, ids, unreadBy);
  }

  public PaperFilter category(String one) {
    return new PaperFilter(from, until, exactDay, one, code, submitter, ids, unreadBy);
  }

  public PaperFilter withCode() {
    return new PaperFilter(from, until, exactDay, category, true, submitter, ids, unreadBy);
  }

  public PaperFilter submittedBy(String name) {
    return new PaperFilter(from, until, exactDay, category, code, name, ids, unreadBy);
  }

  public PaperFilter among(Collection<ArxivId> some) {
    return new PaperFilter(from, until, exactDay, category, code, submitter, some, unreadBy);
  }

  public PaperFilter unreadBy(@Nullable Long person) {
    return new PaperFilter(from, until, exactDay, category, code, submitter, ids, person);
  }
}
