#include "sim/base/in_quotes.h"
#include "sim/trace/csv_lines.h"
#include "sim/trace/csv_target.h"
#include "sim/trace/own_csv.h"
#include "sim/trace/trace_builder.h"
#include "sim/trace/trace_csv.h"
#include "sim/units/parse.h"
#include "sim/units/parse_number.h"

#include <algorithm>
#include <charconv>

namespace coldframe {

namespace {

// Foreign bytes as text that every JSON writer and terminal takes: what is not plain UTF-8 as \xNN.
std::string plainText(std::string_view text) {
  if (std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; }))
    return std::string(text);
  const std::string quoted = inQuotes(text, text.size());
  return quoted.substr(1, quoted.size() - 2);
}

// A mapping bound to the places of its columns in a file.
struct BoundColumn {
  CsvTarget target;
  std::size_t place = 0;
  std::int64_t factor = 1;
  bool iso = false;
  bool text = false; // numbers are those of names
  std::string name;  // in the file
};

struct BoundMapping {
  std::vector<BoundColumn> columns;
  std::vector<std::pair<std::size_t, std::string>> where;
  std::optional<std::size_t> cold;
  std::optional<std::size_t> outcome;
  std::size_t fields = 0; // of a line
};

class CsvImport {
public:
  CsvImport(std::string_view text, const std::string& fileName, const CsvMapping& mapping)
      : m_mapping(mapping), m_fileName(fileName), m_lines(text, mapping.separator.front()) {}

  Result<ImportedTrace> run() {
    if (!m_lines.next() || m_lines.broken())
      return fail("the file has no header line");
    if (auto bound = bind(); !bound)
      return failure(bound.error());
    std::size_t rows = 0;
    while (m_lines.next())
      if (readLine())
        ++rows;
    if (rows == 0) {
      std::string why = "no line of it could be read";
      if (m_out.linesNotMeant > 0)
        why += "; " + std::to_string(m_out.linesNotMeant) + " lines are not those of \"where\"";
      if (!m_out.warnings.empty())
        why += "; line " + std::to_string(m_out.warnings.front().firstLine) + ": " + m_out.warnings.front().what;
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
      bound.iso = column.unit == "iso";
      bound.text = bound.target.isNamed();
      bound.name = column.column;
      m_absolute = m_absolute || bound.iso;
      m_bound.columns.push_back(std::move(bound));
    }
    for (const auto& [column, value] : m_mapping.where)
      m_bound.where.emplace_back(placeOf(column), value);
    if (m_mapping.cold)
      m_bound.cold = placeOf(m_mapping.cold->column);
    if (m_mapping.outcome)
      m_bound.outcome = placeOf(m_mapping.outcome->column);
    if (!error.problems.empty())
      return failure(std::move(error));
    m_bound.fields = header.size();
    m_absolute = m_absolute || m_mapping.absolute;
    return {};
  }

  bool leaveOut(const std::string& what, std::string_view value) {
    ++m_out.linesLeftOut;
    const auto same = std::ranges::find(m_out.warnings, what, &ImportWarning::what);
    if (same != m_out.warnings.end())
      ++same->count;
    else
      m_out.warnings.push_back({what, 1, m_lines.line(), inQuotes(value)});
    return false;
  }

  bool readLine() {
    const auto& fields = m_lines.fields();
    if (m_lines.broken())
      return leaveOut("a quote is not closed", {});
    if (fields.size() != m_bound.fields)
      return leaveOut("the line has another number of fields than the header", {});
    for (const auto& [place, value] : m_bound.where)
      if (fields[place] != value) {
        ++m_out.linesNotMeant;
        return false;
      }
    TraceRow row;
    std::array<std::optional<std::int64_t>, kSpanNames.size()> spans;
    for (const BoundColumn& column : m_bound.columns) {
      const std::string_view text = fields[column.place];
      if (text.empty() || column.text)
        continue;
      const std::optional<std::int64_t> value = column.iso ? instant(text) : number(text, column);
      if (!value)
        return leaveOut(inQuotes(column.name) + (column.iso ? " is not an instant" : " is not a number in range"),
                        text);
      const bool mayBeNegative = column.target.kind == CsvTarget::Kind::Stamp;
      if (*value < 0 && !mayBeNegative)
        return leaveOut(inQuotes(column.name) + " is negative", text);
      put(column.target, *value, row, spans);
    }
    for (std::size_t i = 0; i < spans.size(); ++i)
      if (spans[i] && !complete(static_cast<Span>(i), *spans[i], row))
        return leaveOut("a stamp is out of range", {});
    if (m_bound.cold && !readCold(fields[*m_bound.cold], row))
      return leaveOut(inQuotes(m_mapping.cold->column) + " is neither cold nor warm", fields[*m_bound.cold]);
    if (m_bound.outcome)
      row.outcome = outcomeOf(fields[*m_bound.outcome]);
    if (m_mapping.memory)
      row.set(Count::Memory, m_mapping.memory->inBytes());
    // Only of lines that are kept, so that the numbers of names have no holes.
    for (const BoundColumn& column : m_bound.columns)
      if (column.text && !fields[column.place].empty()) {
        const auto count = static_cast<Count>(column.target.index);
        row.set(count, m_builder.intern(count, plainText(fields[column.place])));
      }
    m_rows.push_back(row);
    return true;
  }

  static std::optional<std::int64_t> instant(std::string_view text) {
    const auto at = parseInstant(text);
    return at ? std::optional(*at) : std::nullopt;
  }

  static std::optional<std::int64_t> number(std::string_view text, const BoundColumn& column) {
    const auto split = splitNumber(text);
    if (!split || !split->rest.empty())
      return std::nullopt;
    auto value = wholeMultiple(split->digits, column.factor);
    if (value && split->negative)
      value = -*value;
    // Numbers of things are whole: 2.5 items are a mistake of the file or of the mapping.
    if (value && column.target.units().empty()) {
      std::int64_t whole = 0;
      const auto* end = text.data() + text.size();
      if (std::from_chars(text.data(), end, whole).ptr != end)
        return std::nullopt;
    }
    return value;
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
  static bool complete(Span span, std::int64_t length, TraceRow& row) {
    const auto [first, second] = endsOf(span);
    std::int64_t& from = row.stamps[static_cast<std::size_t>(first)];
    std::int64_t& to = row.stamps[static_cast<std::size_t>(second)];
    if (from != kMissing && to == kMissing)
      return !__builtin_add_overflow(from, length, &to);
    if (to != kMissing && from == kMissing)
      return !__builtin_sub_overflow(to, length, &from);
    return true;
  }

  bool readCold(std::string_view text, TraceRow& row) const {
    const CsvColdColumn& column = *m_mapping.cold;
    const auto among = [text](const std::vector<std::string>& words) {
      return std::ranges::find(words, text) != words.end();
    };
    if (column.whenPresent) {
      const auto split = splitNumber(text);
      const bool above = split && !split->negative && wholeMultiple(split->digits, 1'000'000).value_or(1) > 0;
      row.cold = above ? Cold::Yes : Cold::No;
      return text.empty() || split.has_value();
    }
    row.cold = among(column.yes) ? Cold::Yes : among(column.no) ? Cold::No : Cold::Unknown;
    return row.cold != Cold::Unknown || text.empty() || text == kColdNames[static_cast<std::size_t>(Cold::Unknown)];
  }

  CallOutcome outcomeOf(std::string_view text) const {
    const auto outcome = [](std::string_view name) {
      return static_cast<CallOutcome>(std::ranges::find(kOutcomeNames, name) - kOutcomeNames.begin());
    };
    for (const auto& [name, texts] : m_mapping.outcome->words)
      if (std::ranges::find(texts, text) != texts.end())
        return outcome(name);
    return outcome(m_mapping.outcome->otherwise);
  }

  // Names that are all whole numbers are the numbers themselves.
  void useNumbers(Count column) {
    std::vector<std::int64_t> values;
    for (const std::string& name : m_builder.names(column)) {
      std::int64_t value = 0;
      const auto* end = name.data() + name.size();
      if (std::from_chars(name.data(), end, value).ptr != end || std::to_string(value) != name)
        return;
      values.push_back(value);
    }
    for (TraceRow& row : m_rows) {
      std::int64_t& number = row.counts[static_cast<std::size_t>(column)];
      if (number != kMissing)
        number = values[static_cast<std::size_t>(number)];
    }
    m_builder.setNames(column, {});
  }

  // Absolute stamps are counted from the first of them.
  void finish() {
    if (m_absolute) {
      std::int64_t first = std::numeric_limits<std::int64_t>::max();
      for (const TraceRow& row : m_rows)
        for (const std::int64_t at : row.stamps)
          if (at != kMissing)
            first = std::min(first, at);
      if (first != std::numeric_limits<std::int64_t>::max()) {
        for (TraceRow& row : m_rows)
          for (std::int64_t& at : row.stamps)
            if (at != kMissing && __builtin_sub_overflow(at, first, &at))
              at = kMissing;
        m_builder.setEpoch(first);
      }
    }
    for (const BoundColumn& column : m_bound.columns)
      if (column.text)
        useNumbers(static_cast<Count>(column.target.index));
    for (const TraceRow& row : m_rows)
      m_builder.append(row);
    m_builder.setName(m_mapping.name);
    m_builder.setSource(plainText(m_fileName.substr(m_fileName.rfind('/') + 1))); // not whose folder it lay in
    m_out.trace = m_builder.build();
    std::ranges::stable_sort(m_out.warnings, {}, &ImportWarning::firstLine);
  }

  const CsvMapping& m_mapping;
  const std::string& m_fileName;
  CsvLines m_lines;
  BoundMapping m_bound;
  bool m_absolute = false;
  std::vector<TraceRow> m_rows;
  TraceBuilder m_builder;
  ImportedTrace m_out;
};

} // namespace

bool isOwnCsv(std::string_view text) {
  CsvLines lines(text);
  return lines.next() && !lines.broken() && !ownCsvMapping(lines.fields()).columns.empty();
}

Result<ImportedTrace> readTraceCsv(std::string_view text, const std::string& fileName) {
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
  return CsvImport(text, fileName, mapping).run();
}

Result<ImportedTrace> readMappedCsv(std::string_view text, const std::string& fileName, const CsvMapping& mapping) {
  return CsvImport(text, fileName, mapping).run();
}

} // namespace coldframe
