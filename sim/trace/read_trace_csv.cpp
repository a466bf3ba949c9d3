#include "sim/base/in_quotes.h"
#include "sim/trace/csv_lines.h"
#include "sim/trace/csv_target.h"
#include "sim/trace/decimal.h"
#include "sim/trace/lambda_line.h"
#include "sim/trace/own_csv.h"
#include "sim/trace/trace_builder.h"
#include "sim/trace/trace_csv.h"
#include "sim/units/parse.h"
#include "sim/units/parse_number.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>

namespace coldframe {

namespace {

// A mapping bound to the places of its columns in a file.
struct BoundColumn {
  CsvTarget target;
  std::size_t place = 0;
  std::int64_t factor = 1;
  InstantForm instant = InstantForm::None;
  bool count = false;  // whole, without a unit
  bool text = false;   // any text: numbers are those of names
  bool numbers = true; // so far every text was a whole number, and stands for itself
  std::string name;    // in the file
};

struct BoundMapping {
  std::vector<BoundColumn> columns;
  std::vector<std::pair<std::size_t, std::string>> where;
  std::optional<std::size_t> cold;
  std::optional<std::size_t> outcome;
  std::unordered_map<std::string, Cold> coldWords; // by their keys
  std::unordered_map<std::string, CallOutcome> outcomeWords;
  CallOutcome otherwise = CallOutcome::Error;
  std::string unknownOutcome; // what to note of other words; empty: nothing
  std::size_t fields = 0;     // of a line
};

class CsvImport {
public:
  CsvImport(std::string_view text, const std::string& fileName, const CsvMapping& mapping, CsvQuotes quotes,
            ImportProgress& progress)
      : m_mapping(mapping), m_fileName(fileName), m_lines(text, mapping.separator.front(), quotes), m_size(text.size()),
        m_progress(progress) {}

  Result<ImportedTrace> run() {
    if (!m_lines.next() || m_lines.broken())
      return fail("the file has no header line");
    if (auto bound = bind(); !bound)
      return failure(bound.error());
    while (m_progress.goOn(m_lines.position(), m_size) && m_lines.next())
      readLine();
    if (m_progress.stopped())
      return failure(ErrorKind::Interrupted, "reading " + m_fileName + " was stopped");
    if (m_builder.rowCount() == 0) {
      std::string why = "no line of it could be read";
      if (m_out.linesNotMeant > 0)
        why += "; " + std::to_string(m_out.linesNotMeant) + " lines are not those of \"where\"";
      if (!m_log.warnings().empty())
        why += "; line " + std::to_string(m_log.warnings().front().firstLine) + ": " + m_log.warnings().front().what;
      return fail(why);
    }
    finish();
    return std::move(m_out);
  }

private:
  tl::unexpected<Error> fail(std::string what, std::string expectation = {}) const {
    Problem problem;
    problem.file = m_fileName;
    problem.line = static_cast<int>(m_bound.fields == 0 ? std::max<std::size_t>(m_lines.line(), 1) : 0);
    problem.column = problem.line > 0 ? 1 : 0;
    problem.what = std::move(what);
    problem.expectation = std::move(expectation);
    return failure(Error{ErrorKind::Input, {std::move(problem)}});
  }

  Result<void> bind() {
    std::vector<std::string> header;
    for (const std::string_view name : m_lines.fields())
      header.emplace_back(name);
    Error error{ErrorKind::Input, {}};
    const auto placeOf = [&](const std::string& name) {
      const auto found = std::ranges::find(header, name);
      if (found == header.end()) {
        const std::string near = didYouMean(name, header);
        error.problems.push_back(fail("there is no column " + inQuotes(name) +
                                      (near.empty() ? "" : "; did you mean " + inQuotes(near) + "?"))
                                     .value()
                                     .problems.front());
      }
      return static_cast<std::size_t>(found - header.begin());
    };
    for (const auto& [name, column] : m_mapping.columns) {
      BoundColumn bound;
      bound.target = *findTarget(name);
      bound.place = placeOf(column.column);
      bound.factor = factorOf(bound.target, column.unit).value_or(1);
      bound.instant = instantFormOf(column.unit);
      bound.text = bound.target.isNamed();
      bound.count = bound.target.units().empty();
      bound.name = column.column;
      m_absolute = m_absolute || bound.instant != InstantForm::None;
      m_bound.columns.push_back(std::move(bound));
    }
    for (const auto& [column, value] : m_mapping.where)
      m_bound.where.emplace_back(placeOf(column), value);
    if (m_mapping.cold)
      m_bound.cold = placeOf(m_mapping.cold->column);
    if (m_mapping.outcome)
      m_bound.outcome = placeOf(m_mapping.outcome->column);
    bindWords();
    if (!error.problems.empty())
      return failure(std::move(error));
    m_bound.fields = header.size();
    m_absolute = m_absolute || m_mapping.absolute;
    return {};
  }

  void bindWords() {
    if (m_mapping.cold) {
      for (const std::string& word : m_mapping.cold->yes)
        m_bound.coldWords.try_emplace(wordKey(word), Cold::Yes);
      for (const std::string& word : m_mapping.cold->no)
        m_bound.coldWords.try_emplace(wordKey(word), Cold::No);
    }
    if (!m_mapping.outcome)
      return;
    const auto outcomeNamed = [](std::string_view name) {
      return static_cast<CallOutcome>(std::ranges::find(kOutcomeNames, name) - kOutcomeNames.begin());
    };
    for (const auto& [name, words] : m_mapping.outcome->words)
      for (const std::string& word : words)
        m_bound.outcomeWords.try_emplace(wordKey(word), outcomeNamed(name));
    const std::string& otherwise = m_mapping.outcome->otherwise;
    m_bound.otherwise = outcomeNamed(otherwise);
    if (m_mapping.outcome->words.contains(otherwise))
      m_bound.unknownOutcome =
          inQuotes(m_mapping.outcome->column) + " is no known outcome: taken as " + inQuotes(otherwise);
  }

  void leaveOut(std::string_view what, std::string_view value) { m_log.leaveOut(what, m_lines.line(), value); }

  void readLine() {
    const auto& fields = m_lines.fields();
    if (m_lines.broken())
      return leaveOut("a quote is not closed", {});
    if (fields.size() != m_bound.fields)
      return leaveOut("the line has another number of fields than the header", {});
    for (const auto& [place, value] : m_bound.where)
      if (fields[place] != value) {
        ++m_out.linesNotMeant;
        return;
      }
    TraceRow row;
    std::array<std::optional<std::int64_t>, kSpanNames.size()> spans;
    for (const BoundColumn& column : m_bound.columns) {
      const std::string_view text = fields[column.place];
      if (text.empty() || column.text)
        continue;
      const bool isInstant = column.instant != InstantForm::None;
      const auto value = isInstant ? readInstant(text, column.instant) : number(text, column);
      if (!value)
        return leaveOut(inQuotes(column.name) + (isInstant ? " is not an instant" : " is not a number in range"), text);
      const bool mayBeNegative = column.target.kind == CsvTarget::Kind::Stamp;
      if (*value < 0 && !mayBeNegative)
        return leaveOut(inQuotes(column.name) + " is negative", text);
      put(column.target, *value, row, spans);
    }
    std::int64_t cursor = m_cursor;
    for (std::size_t i = 0; i < spans.size(); ++i)
      if (spans[i] && !complete(static_cast<Span>(i), *spans[i], row, cursor))
        return leaveOut("a stamp is out of range", {});
    if (m_bound.cold && !readCold(fields[*m_bound.cold], row))
      return leaveOut(inQuotes(m_mapping.cold->column) + " is neither cold nor warm", fields[*m_bound.cold]);
    if (m_bound.outcome)
      row.outcome = outcomeOf(fields[*m_bound.outcome]);
    if (m_mapping.memory)
      row.set(Count::Memory, m_mapping.memory->inBytes());
    // Only of lines that are kept, so that the numbers of names have no holes.
    for (BoundColumn& column : m_bound.columns)
      if (column.text && !fields[column.place].empty())
        row.set(static_cast<Count>(column.target.index), nameOf(fields[column.place], column));
    m_cursor = cursor;
    m_builder.append(row);
  }

  // Names that are all whole numbers are the numbers themselves: they are kept as such for as long as that holds.
  std::int64_t nameOf(std::string_view text, BoundColumn& column) {
    const auto count = static_cast<Count>(column.target.index);
    if (column.numbers) {
      std::int64_t value = 0;
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
      const std::size_t zeros = text.front() == '-' ? 1 : 0;
      const bool plain = error == std::errc() && end == text.data() + text.size() && value != kMissing &&
                         (text.size() == zeros + 1 ? text != "-0" : text[zeros] != '0');
      if (plain)
        return value;
      column.numbers = false;
      m_builder.nameTheNumbers(count);
    }
    const bool ascii = std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
    return ascii ? m_builder.intern(count, text) : m_builder.intern(count, plainText(text));
  }

  std::optional<std::int64_t> number(std::string_view text, const BoundColumn& column) {
    // Numbers of things are whole: 2.5 items are a mistake of the file or of the mapping.
    if (column.count) {
      std::int64_t whole = 0;
      const auto* end = text.data() + text.size();
      if (std::from_chars(text.data(), end, whole).ptr != end)
        return std::nullopt;
    }
    return scaledDecimal(withPoint(text), column.factor);
  }

  // A number with a point before its fraction.
  std::string_view withPoint(std::string_view text) {
    if (m_mapping.decimal != "," || text.find(',') == std::string_view::npos)
      return text;
    m_number = text;
    std::ranges::replace(m_number, ',', '.');
    return m_number;
  }

  static void put(const CsvTarget& target, std::int64_t value, TraceRow& row,
                  std::array<std::optional<std::int64_t>, kSpanNames.size()>& spans) {
    switch (target.kind) {
    case CsvTarget::Kind::Stamp:
      row.stamps[target.index] = value;
      break;
    case CsvTarget::Kind::Span:
      spans[target.index] = value;
      break;
    case CsvTarget::Kind::Count:
      row.counts[target.index] = value;
      break;
    }
  }

  // The stamp that is missing, from the other one and the length between them.
  bool complete(Span span, std::int64_t length, TraceRow& row, std::int64_t& cursor) const {
    const auto [first, second] = endsOf(span);
    std::int64_t& from = row.stamps[static_cast<std::size_t>(first)];
    std::int64_t& to = row.stamps[static_cast<std::size_t>(second)];
    if (from != kMissing && to == kMissing)
      return !__builtin_add_overflow(from, length, &to);
    if (to != kMissing && from == kMissing)
      return !__builtin_sub_overflow(to, length, &from);
    if (m_mapping.endToEnd && from == kMissing) {
      from = cursor;
      if (__builtin_add_overflow(from, length, &to))
        return false;
      cursor = to;
    }
    return true;
  }

  bool readCold(std::string_view text, TraceRow& row) {
    if (m_mapping.cold->whenPresent) {
      const auto split = splitNumber(withPoint(text));
      const bool above = split && !split->negative && wholeMultiple(split->digits, 1'000'000).value_or(1) > 0;
      row.cold = above ? Cold::Yes : Cold::No;
      return text.empty() || split.has_value();
    }
    if (const auto word = m_bound.coldWords.find(wordKey(text)); word != m_bound.coldWords.end())
      row.cold = word->second;
    return row.cold != Cold::Unknown || text.empty() || text == kColdNames[static_cast<std::size_t>(Cold::Unknown)];
  }

  CallOutcome outcomeOf(std::string_view text) {
    if (const auto word = m_bound.outcomeWords.find(wordKey(text)); word != m_bound.outcomeWords.end())
      return word->second;
    if (!m_bound.unknownOutcome.empty())
      m_log.note(m_bound.unknownOutcome, m_lines.line(), text);
    return m_bound.otherwise;
  }

  void finish() {
    if (m_absolute)
      m_builder.startAtFirstStamp();
    m_builder.setName(m_mapping.name);
    m_builder.setSource(sourceNameOf(m_fileName));
    m_out.trace = m_builder.build();
    m_log.moveTo(m_out);
  }

  const CsvMapping& m_mapping;
  const std::string& m_fileName;
  CsvLines m_lines;
  BoundMapping m_bound;
  bool m_absolute = false;
  std::int64_t m_cursor = 0; // where the next call is laid, end to end
  std::string m_number;      // with its comma made a point
  std::size_t m_size;
  ImportProgress& m_progress;
  ImportLog m_log;
  TraceBuilder m_builder;
  ImportedTrace m_out;
};

} // namespace

bool isOwnCsv(std::string_view text) {
  CsvLines lines(text);
  if (!lines.next() || lines.broken())
    return false;
  // Names like "function", "cold" or "start_ns" are anybody's; ours always has an outcome and nothing that it does not
  // know.
  const CsvMapping own = ownCsvMapping(lines.fields());
  return own.outcome && own.columns.size() + (own.cold ? 2 : 1) == lines.fields().size();
}

Result<ImportedTrace> readTraceCsv(std::string_view text, const std::string& fileName, ImportProgress* progress) {
  CsvLines lines(text);
  if (!lines.next() || lines.broken() || ownCsvMapping(lines.fields()).columns.empty()) {
    Problem problem;
    problem.file = fileName;
    problem.line = 1;
    problem.column = 1;
    problem.what = "no column of this file is one of a trace";
    problem.expectation = "columns such as start_ns and end_ns, or a mapping that says which column is which";
    return failure(Error{ErrorKind::Input, {std::move(problem)}});
  }
  const CsvMapping mapping = ownCsvMapping(lines.fields());
  ImportProgress none;
  auto imported =
      CsvImport(text, fileName, mapping, CsvQuotes::EndWithTheLine, progress != nullptr ? *progress : none).run();
  if (imported)
    imported->format = "coldframe CSV";
  return imported;
}

Result<ImportedTrace> readMappedCsv(std::string_view text, const std::string& fileName, const CsvMapping& mapping,
                                    CsvQuotes quotes, ImportProgress* progress) {
  ImportProgress none;
  auto imported = CsvImport(text, fileName, mapping, quotes, progress != nullptr ? *progress : none).run();
  if (imported)
    imported->format = "CSV by a mapping";
  return imported;
}

} // namespace coldframe
