package io.florin.node.job;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;

/**
 * When something begins, in UTC: minute, hour, day of the month, month, day of the week (0 and 7
 * are Sunday), each a star or a list of numbers and ranges, with a step behind a slash if need be.
 * As in cron, a day fits by either of its fields if neither is a star.
 */
record Cron(
        String text, BitSet minutes, BitSet hours, BitSet days, BitSet months, BitSet weekdays) {
    private static final int FIELDS = 5;

    /** A day that comes at all comes within eight years: the 29th of February over 2100. */
    private static final int YEARS = 9;

    /** Throws IllegalArgumentException with what is wrong. */
    static Cron parse(String text) {
        var fields = text.strip().split("\\s+", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("'" + text + "' has not 5 fields.");
        }
        var weekdays = field(fields[4], 0, 7);
        if (weekdays.get(7)) weekdays.set(0);
        return new Cron(
                text,
                field(fields[0], 0, 59),
                field(fields[1], 0, 23),
                field(fields[2], 1, 31),
                field(fields[3], 1, 12),
                weekdays);
    }

    private static BitSet field(String field, int first, int last) {
        var numbers = new BitSet();
        for (var part : field.split(",", -1)) {
            var slash = part.split("/", -1);
            int step = slash.length == 1 ? 1 : number(slash[1], 1, last, field);
            var range = slash[0].equals("*") ? new String[0] : slash[0].split("-", -1);
            if (slash.length > 2 || range.length > 2) throw wrong(field);
            int from = range.length == 0 ? first : number(range[0], first, last, field);
            int upTo = last;
            if (range.length == 2) upTo = number(range[1], from, last, field);
            if (range.length == 1 && slash.length == 1) upTo = from;
            for (int i = from; i <= upTo; i += step) numbers.set(i);
        }
        return numbers;
    }

    private static int number(String text, int first, int last, String field) {
        if (!text.matches("[0-9]{1,2}")) throw wrong(field);
        int number = Integer.parseInt(text);
        if (number < first || number > last) throw wrong(field);
        return number;
    }

    private static IllegalArgumentException wrong(String field) {
        return new IllegalArgumentException("'" + field + "' is no field of a cron line.");
    }

    /**
     * The first minute after the instant that fits.
     *
     * @throws IllegalArgumentException if none ever does, such as the 31st of February
     */
    Instant after(Instant instant) {
        var time = instant.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        var end = time.plusYears(YEARS);
        while (time.isBefore(end)) {
            if (!months.get(time.getMonthValue())) {
                time = time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).plusMonths(1);
            } else if (!fitsDay(time)) {
                time = time.truncatedTo(ChronoUnit.DAYS).plusDays(1);
            } else if (!hours.get(time.getHour())) {
                time = time.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            } else if (!minutes.get(time.getMinute())) {
                time = time.plusMinutes(1);
            } else {
                return time.toInstant();
            }
        }
        throw new IllegalArgumentException("'" + text + "' never comes.");
    }

    private boolean fitsDay(ZonedDateTime time) {
        boolean byDay = days.get(time.getDayOfMonth());
        boolean byWeekday =
                weekdays.get(time.getDayOfWeek().getValue() % DayOfWeek.values().length);
        var fields = text.strip().split("\\s+", -1);
        boolean either = !fields[2].startsWith("*") && !fields[4].startsWith("*");
        return either ? byDay || byWeekday : byDay && byWeekday;
    }
}
