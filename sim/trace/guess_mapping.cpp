#include "sim/trace/guess_mapping.h"

#include "sim/base/in_quotes.h"
#include "sim/stats/median.h"
#include "sim/trace/csv_lines.h"
#include "sim/trace/csv_target.h"
#include "sim/trace/decimal.h"
#include "sim/trace/sheet_instant.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <unordered_set>

namespace coldframe {

namespace {

// What the first lines hold in a column.
struct Sample {
  bool commas = false; // before fractions
  std::size_t empty = 0;
  std::size_t values = 0; // the others
  std::size_t instants = 0;
  SheetDates dates;
  std::vector<std::string> texts;
  std::vector<double> sizes; // of the numbers

  double median() const { return sizes.empty() ? 0 : medianOf(sizes); }
  bool mostlyNumbers() const { return mostly(sizes.size()); }
  bool mostlyInstants() const { return mostly(std::max(instants, dates.instants())); }
  bool mostly(std::size_t some) const { return values > 0 && 2 * some >= values; }
};

using Words = std::vector<std::string>; // by their keys

// Spreadsheets write the truth in the language of the country.
const Words kTrueWords{"1", "true", "yes", "y", "t", "wahr", "vrai", "vero", "verdadero", "verdadeiro", "waar"};
const Words kFalseWords{"0", "false", "no", "n", "f", "falsch", "faux", "falso", "onwaar"};

Words both(Words some, const Words& others) {
  some.insert(some.end(), others.begin(), others.end());
  return some;
}

// What is said of how calls ended in a column of this name.
std::map<std::string, Words> outcomeWords(std::string_view name) {
  std::map<std::string, Words> words{{"timeout", {"timeout", "timed_out", "timed out", "timedout", "408", "504"}},
                                     {"out_of_memory", {"out_of_memory", "oom", "outofmemory", "runtime.outofmemory"}},
                                     {"throttled", {"throttled", "throttle", "429"}},
                                     {"dropped", {"dropped"}}};
  if (name == "error") {
    words["ok"] = both(kFalseWords, {"", "none", "null", "nil", "nan", "n/a", "-"});
    words["error"] = kTrueWords;
  } else if (name == "success") {
    words["ok"] = kTrueWords;
    words["error"] = kFalseWords;
  } else {
    words["ok"] = {"",          "ok",   "success",  "successful", "succeeded", "complete",
                   "completed", "done", "finished", "true",       "0"};
    words["error"] = {"error",   "failed",  "failure",   "fail",     "fault",  "exception",
                      "crashed", "aborted", "cancelled", "canceled", "killed", "false"};
    for (int code = 200; code < 600; ++code) // of HTTP
      if (code != 408 && code != 429 && code != 504)
        words[code < 400 ? "ok" : "error"].push_back(std::to_string(code));
  }
  return words;
}

class Guess {
public:
  Guess(const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows, char separator)
      : m_header(header), m_samples(header.size()) {
    for (std::size_t i = 0; i < header.size(); ++i) {
      m_samples[i].commas = separator != ',' && writesCommas(rows, i);
      for (const auto& row : rows)
        if (i < row.size())
          look(row[i], m_samples[i]);
    }
    for (const std::string& name : header)
      m_words.push_back(columnWords(name));
  }

  std::optional<GuessedMapping> run(char separator) {
    m_out.mapping.separator = separator;
    assign();
    chooseStamps();
    findInstantUnit();
    findLengthUnits();
    const bool placed = has("start") || has("end") || has("submit") || has("invoke");
    if (!placed && !has("duration"))
      return std::nullopt;
    if (placed)
      chooseSpans();
    else
      drop("client_duration");
    for (const auto& [target, column] : m_columns)
      take(target, column);
    takeCold();
    takeOutcome();
    if (!placed) {
      m_out.mapping.endToEnd = true;
      m_out.assumed.emplace_back("when calls ran: no column is known to say so, the calls are laid end to end");
    }
    for (std::size_t i = 0; i < m_header.size(); ++i)
      if (std::ranges::find(m_used, i) == m_used.end())
        m_out.unused.push_back(m_header[i]);
      else if (m_samples[i].commas)
        m_out.mapping.decimal = ",";
    return std::move(m_out);
  }

private:
  // "12,5" is a number in a column that has no "12.5".
  static bool writesCommas(const std::vector<std::vector<std::string>>& rows, std::size_t column) {
    const auto isNumber = [](std::string text, char decimal) {
      const std::size_t at = text.find(decimal);
      if (at == std::string::npos)
        return false;
      text[at] = '.';
      return scaledDecimal(text, 1).has_value();
    };
    bool commas = false;
    for (const auto& row : rows) {
      if (column >= row.size())
        continue;
      if (isNumber(row[column], '.'))
        return false;
      commas = commas || isNumber(row[column], ',');
    }
    return commas;
  }

  static void look(std::string text, Sample& sample) {
    if (text.empty()) {
      ++sample.empty;
      return;
    }
    if (const std::size_t comma = text.find(',');
        sample.commas && comma != std::string::npos && text.find(',', comma + 1) == std::string::npos)
      text[comma] = '.';
    ++sample.values;
    sample.texts.push_back(text);
    if (const auto number = scaledDecimal(text, 1)) {
      constexpr std::int64_t kMillion = 1'000'000;
      const auto finer = scaledDecimal(text, kMillion);
      sample.sizes.push_back(finer ? static_cast<double>(*finer) / kMillion : static_cast<double>(*number));
    } else if (readInstant(text, InstantForm::Iso)) {
      ++sample.instants;
    } else {
      sample.dates.add(text);
    }
  }

  // The first synonym in the list wins, whichever order the file has its columns in.
  void assign() {
    for (const ColumnSynonym& synonym : columnSynonyms()) {
      if (has(synonym.target))
        continue;
      const auto found = std::ranges::find_if(
          m_words, [&synonym](const ColumnWords& column) { return sameWords(column.words, synonym.words); });
      if (found == m_words.end())
        continue;
      const auto column = static_cast<std::size_t>(found - m_words.begin());
      if (mayBe(synonym.target, m_samples[column]))
        m_columns.emplace_back(synonym.target, column);
    }
  }

  // Text where a quantity would be is another column of the same name: "runtime" is "python3.13" in some logs.
  static bool mayBe(std::string_view target, const Sample& sample) {
    const auto known = findTarget(target == "timestamp" ? "start" : target);
    if (!known || known->isNamed())
      return true;
    const bool isQuantity = !known->units().empty() && known->kind != CsvTarget::Kind::Span;
    if (sample.mostlyNumbers() || (isQuantity && sample.values == 0))
      return true;
    return known->kind == CsvTarget::Kind::Stamp && sample.mostlyInstants();
  }

  std::optional<std::size_t> columnOf(std::string_view target) const {
    const auto found = std::ranges::find(m_columns, target, &std::pair<std::string_view, std::size_t>::first);
    return found == m_columns.end() ? std::nullopt : std::optional(found->second);
  }

  bool has(std::string_view target) const { return columnOf(target).has_value(); }

  void drop(std::string_view target) {
    std::erase_if(m_columns, [target](const auto& entry) { return entry.first == target; });
  }

  void chooseStamps() {
    if (const auto column = columnOf("timestamp"); column && !has("start") && !has("end") && !has("submit")) {
      m_columns.emplace_back("start", *column);
      m_out.assumed.push_back("whether " + inQuotes(m_header[*column]) +
                              " is when a call started or ended: taken as its start");
    }
    // A length seen by the client needs an instant of the client.
    if (has("client_duration") && !has("submit") && !has("result_done"))
      if (const auto start = columnOf("start"); start && !has("end") && !has("duration")) {
        m_columns.emplace_back("submit", *start);
        drop("start");
        m_out.assumed.push_back("when the function itself ran: " + inQuotes(m_header[*columnOf("client_duration")]) +
                                " is what the client saw");
      }
  }

  void findInstantUnit() {
    for (const std::string_view target : {"start", "end", "submit", "invoke", "result_done"})
      if (const auto column = columnOf(target); column && m_samples[*column].mostlyNumbers()) {
        const std::string_view unit = unitSince1970(m_samples[*column].median());
        if (!unit.empty() && unit != "s")
          m_instantUnit = unit;
      }
  }

  static std::string_view unitSince1970(double median) {
    return median > 1e17 ? "ns" : median > 1e14 ? "us" : median > 1e11 ? "ms" : median > 5e8 ? "s" : "";
  }

  // The lengths of a file are those of the same calls. One that names no unit is counted as the others of its tool, or
  // so that it comes nearest to one that does; where none does, as the instants since 1970 are, else by its size.
  void findLengthUnits() {
    std::vector<std::size_t> unsaid;
    double known = 0; // ns
    for (const std::string_view target : {"duration", "client_duration", "billed"}) {
      const auto column = columnOf(target);
      if (column && lengthUnit(*column).empty())
        unsaid.push_back(*column);
      else if (column)
        known = lengthOf(*column);
    }
    std::string unit(unitOfLengths(m_header));
    if (unit.empty() && known <= 0)
      unit = m_instantUnit;
    std::ranges::sort(unsaid, std::ranges::greater(), [this](std::size_t i) { return m_samples[i].median(); });
    for (const std::size_t column : unsaid) {
      const double median = m_samples[column].median();
      m_lengthUnits[column] = !unit.empty()   ? unit
                              : known > 0     ? unitNearestTo(known, median)
                              : median >= 100 ? "ms"
                                              : "s";
      known = known > 0 ? known : lengthOf(column);
    }
  }

  static double nsOf(std::string_view unit) {
    return static_cast<double>(factorOf({CsvTarget::Kind::Span, 0}, unit).value_or(0));
  }

  static std::string unitNearestTo(double known, double median) {
    constexpr std::array<std::string_view, 4> kUnits{"s", "ms", "us", "ns"};
    return std::string(*std::ranges::min_element(kUnits, {}, [known, median](std::string_view unit) {
      const double length = std::max(median, 1e-9) * nsOf(unit);
      return std::max(length / known, known / length);
    }));
  }

  // The unit of a length as its name says it or as it was found; empty: neither.
  std::string lengthUnit(std::size_t column) const {
    const auto found = m_lengthUnits.find(column);
    return nsOf(m_words[column].unit) > 0 ? m_words[column].unit : found != m_lengthUnits.end() ? found->second : "";
  }

  // The median, ns.
  double lengthOf(std::size_t column) const { return m_samples[column].median() * nsOf(lengthUnit(column)); }

  // Said once, though a column may be two of the trace's.
  void assume(const std::string& said) {
    if (!said.empty() && std::ranges::find(m_out.assumed, said) == m_out.assumed.end())
      m_out.assumed.push_back(said);
  }

  // How a column writes instants; empty: they are none.
  std::string instantForm(std::size_t column) {
    const Sample& sample = m_samples[column];
    if (sample.mostly(sample.instants))
      return "iso";
    if (!sample.mostly(sample.dates.instants()))
      return {};
    assume(sample.dates.assumption(m_header[column]));
    if (!m_words[column].utc)
      assume("the time zone of " + inQuotes(m_header[column]) + ": taken as UTC");
    return sample.dates.order() == DateOrder::DayFirst ? "dmy" : "mdy";
  }

  void take(std::string_view target, std::size_t column) {
    const auto known = findTarget(target);
    if (!known) // "timestamp", "cold", "init", "outcome"
      return;
    m_out.mapping.columns[std::string(target)] = {m_header[column],
                                                  known->units().empty() ? "" : unitOf(*known, column)};
    m_used.push_back(column);
  }

  std::string unitOf(const CsvTarget& target, std::size_t column) {
    const bool isStamp = target.kind == CsvTarget::Kind::Stamp;
    const double median = m_samples[column].median();
    std::string unit = m_words[column].unit;
    const std::vector<std::string> units = target.units();
    if (std::ranges::find(units, unit) == units.end())
      unit.clear();
    if (isStamp) {
      if (std::string form = instantForm(column); !form.empty())
        return form;
      const std::string_view since1970 = unitSince1970(median);
      if (!since1970.empty() && (unit.empty() || unit == since1970)) {
        m_out.mapping.absolute = true;
        return std::string(since1970);
      }
    }
    if (!unit.empty())
      return unit;
    unit = isStamp             ? "s"
           : target.isTime()   ? lengthUnit(column)
           : target.isMemory() ? (median >= 1e6 ? "B" : "MB")
                               : "B";
    assume("the unit of " + inQuotes(m_header[column]) + ": taken as " + unit);
    return unit;
  }

  // A length goes with exactly one of its two stamps: with both it is told already, with none it cannot be placed.
  void chooseSpans() {
    // What is shorter than the run is not what the client waited: some tools call the first byte's time "latency".
    if (const auto client = columnOf("client_duration"), run = columnOf("duration");
        client && run && lengthOf(*client) < lengthOf(*run))
      drop("client_duration");
    preferDurationToCoarseEnd();
    for (std::size_t i = 0; i < kSpanNames.size(); ++i) {
      const std::string_view name = kSpanNames[i];
      const auto [first, second] = endsOf(static_cast<Span>(i));
      const std::string_view from = kStampNames[static_cast<std::size_t>(first)];
      const std::string_view to = kStampNames[static_cast<std::size_t>(second)];
      if (!has(name) || has(from) != has(to))
        continue;
      const auto start = columnOf("start");
      const auto submit = columnOf("submit");
      // The start of the function and of the client's wait are the same instant where a file has only one.
      if (from == "submit" && !submit && start) {
        m_columns.emplace_back("submit", *start);
        m_out.assumed.push_back("how long a call waited: " + inQuotes(m_header[*start]) +
                                " is taken for the client's and the function's start");
      } else if (from == "start" && !start && submit) {
        m_columns.emplace_back("start", *submit);
        m_out.assumed.push_back("how long a call waited: it is taken to have started at " +
                                inQuotes(m_header[*submit]));
      } else {
        drop(name);
      }
    }
  }

  // Where a sheet shows start and end to the second, how long calls took stands in the duration.
  void preferDurationToCoarseEnd() {
    const auto start = columnOf("start"), end = columnOf("end"), duration = columnOf("duration");
    if (!start || !end || !duration || !countsWholeSeconds(*start) || !countsWholeSeconds(*end))
      return;
    const double second = nsOf("s") / nsOf(lengthUnit(*duration));
    const auto isWhole = [second](double length) { return std::fmod(length, second) == 0; };
    if (std::ranges::all_of(m_samples[*duration].sizes, isWhole))
      return;
    drop("end");
    m_used.push_back(*end);
    assume("when calls ended, to a part of a second: taken as the start and " + inQuotes(m_header[*duration]) +
           ", since " + inQuotes(m_header[*end]) + " counts whole seconds");
  }

  // Instants in writing without a fraction of the second.
  bool countsWholeSeconds(std::size_t column) const {
    const auto hasFraction = [](const std::string& text) {
      const std::size_t seconds = text.rfind(':');
      const std::size_t point = text.find_first_of(".,", seconds == std::string::npos ? 0 : seconds);
      return point != std::string::npos && point + 1 < text.size() && text[point + 1] >= '0' && text[point + 1] <= '9';
    };
    const Sample& sample = m_samples[column];
    return sample.mostlyInstants() && std::ranges::none_of(sample.texts, hasFraction);
  }

  void takeCold() {
    const auto column = columnOf("cold");
    const CsvColdColumn words{{}, both(kTrueWords, {"cold"}), both(kFalseWords, {"warm"}), false};
    const Words known =
        both(both(words.yes, words.no), {std::string(kColdNames[static_cast<std::size_t>(Cold::Unknown)])});
    if (column && holdsMostly(*column, known)) {
      m_out.mapping.cold = words;
      m_out.mapping.cold->column = m_header[*column];
      m_used.push_back(*column);
    } else if (const auto init = columnOf("init")) {
      m_out.mapping.cold = CsvColdColumn{m_header[*init], {}, {}, true};
      m_used.push_back(*init);
    }
  }

  void takeOutcome() {
    const auto column = columnOf("outcome");
    if (!column)
      return;
    CsvOutcomeColumn outcome{m_header[*column], outcomeWords(m_words[*column].words), "error"};
    Words known;
    for (const auto& [name, words] : outcome.words)
      known = both(std::move(known), words);
    if (!holdsMostly(*column, known)) {
      m_out.assumed.push_back("how calls ended: most of what " + inQuotes(m_header[*column]) +
                              " holds is no word that is known for it");
      return;
    }
    m_out.mapping.outcome = std::move(outcome);
    m_used.push_back(*column);
  }

  // Are most of a column's fields among these words? Empty ones count where "" is one.
  bool holdsMostly(std::size_t column, const Words& words) const {
    const Sample& sample = m_samples[column];
    const std::unordered_set<std::string> known(words.begin(), words.end());
    const auto are = static_cast<std::size_t>(std::ranges::count_if(
        sample.texts, [&known](const std::string& text) { return known.contains(wordKey(text)); }));
    const std::size_t empty = known.contains("") ? sample.empty : 0;
    const std::size_t all = sample.values + empty;
    return all > 0 && 2 * (are + empty) >= all;
  }

  const std::vector<std::string>& m_header;
  std::vector<Sample> m_samples;
  std::vector<ColumnWords> m_words;
  std::vector<std::pair<std::string_view, std::size_t>> m_columns;
  std::vector<std::size_t> m_used;
  std::map<std::size_t, std::string> m_lengthUnits; // by column, of lengths that name none
  std::string m_instantUnit;                        // of numbers that are instants since 1970, finer than s; else empty
  GuessedMapping m_out;
};

} // namespace

char guessSeparator(std::string_view headerLine) {
  headerLine = headerLine.substr(0, headerLine.find_first_of("\r\n"));
  constexpr std::array kSeparators{',', ';', '\t', '|'};
  return *std::ranges::max_element(kSeparators, {}, [&](char c) { return std::ranges::count(headerLine, c); });
}

std::vector<std::vector<std::string>> sampleRows(std::string_view text, char separator) {
  constexpr std::size_t kMostAtBegin = 50;
  constexpr std::size_t kMostBytesAtEnd = 4'096;
  std::vector<std::vector<std::string>> rows;
  CsvLines lines(text, separator, CsvQuotes::MaySpanLines);
  const std::size_t fields = lines.next() ? lines.fields().size() : 0;
  while (rows.size() < kMostAtBegin && lines.next())
    if (!lines.broken())
      rows.emplace_back(lines.fields().begin(), lines.fields().end());
  std::string_view end = text.substr(lines.position());
  if (end.size() > kMostBytesAtEnd) {
    end.remove_prefix(end.size() - kMostBytesAtEnd);
    end.remove_prefix(std::min(end.find('\n'), end.size())); // what is left of a line
  }
  CsvLines lastLines(end, separator);
  while (lastLines.next())
    if (!lastLines.broken() && lastLines.fields().size() == fields)
      rows.emplace_back(lastLines.fields().begin(), lastLines.fields().end());
  return rows;
}

std::optional<GuessedMapping> guessMapping(const std::vector<std::string>& header,
                                           const std::vector<std::vector<std::string>>& rows, char separator) {
  return Guess(header, rows, separator).run(separator);
}

} // namespace coldframe
