// Read value by value, never as a tree: a tree of a million rows would take a gigabyte. Runs of whole numbers, which
// are nearly all of a file, are taken without the parser: they cost a tenth of what it asks for a value.
#include "sim/base/in_quotes.h"
#include "sim/trace/trace_builder.h"
#include "sim/trace/trace_json.h"
#include "sim/units/parse.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace coldframe {

namespace {

constexpr std::string_view kSchema = "coldframe.trace/1";

template <std::size_t N>
std::optional<std::size_t> indexOf(const std::array<std::string_view, N>& words, std::string_view word) {
  const auto found = std::ranges::find(words, word);
  if (found == words.end())
    return std::nullopt;
  return static_cast<std::size_t>(found - words.begin());
}

// What nlohmann's parser calls for each value. Members: "schema" … at depth 1, those of "columns", "names" and "clocks"
// at depth 2, lists below them. A handler returns false to stop; `wrong` then says why.
class Handler {
public:
  // `at` is where the parser stands in the text; the handler moves it on over numbers that it has taken itself.
  Handler(std::size_t mostRows, const char*& at, const char* end, ImportProgress& progress)
      : m_mostRows(mostRows), m_begin(at), m_at(at), m_end(end), m_progress(progress) {}

  std::string what;
  std::string value;
  std::string expectation;

  bool null() {
    if (!m_deltas)
      return wrong("null does not belong here", "null");
    m_deltas->push_back(kMissing);
    return goOn();
  }
  bool boolean(bool) { return wrong("true and false do not belong here", {}); }
  bool number_integer(std::int64_t n) { return whole(n); }
  bool number_unsigned(std::uint64_t n) {
    if (n > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
      return wrong("this number is too large", std::to_string(n));
    return whole(static_cast<std::int64_t>(n));
  }
  bool number_float(double, const std::string& text) { return wrong("this number is not whole", text); }
  bool binary(std::vector<std::uint8_t>&) { return wrong("binary values do not belong here", {}); }

  bool string(std::string& text) {
    if (m_words)
      return add(*m_words, text);
    if (m_inList || m_depth == 0)
      return wrong("a text does not belong here", text);
    if (m_depth == 2)
      return m_group == "clocks" ? clock(text) : wrong("a text does not belong here", text);
    if (m_key == "schema") {
      m_schemaSeen = text == kSchema;
      return m_schemaSeen || wrong("not a trace of this version", text, std::string(kSchema));
    }
    if (m_key == "name")
      m_builder.setName(text);
    else if (m_key == "source")
      m_builder.setSource(text);
    else if (m_key == "epoch") {
      const auto at = parseInstant(text);
      if (!at)
        return wrong(at.error().problems.front().what, text, at.error().problems.front().expectation);
      m_builder.setEpoch(*at);
    } else
      return wrong("a text does not belong here", text);
    return true;
  }

  bool start_object(std::size_t) {
    ++m_depth;
    if (m_depth == 1)
      return true;
    if (m_depth == 2 && !m_inList && (m_key == "columns" || m_key == "names" || m_key == "clocks")) {
      m_group = m_key;
      return true;
    }
    return wrong("an object does not belong here", m_key);
  }
  bool end_object() {
    --m_depth;
    m_group.clear();
    return true;
  }

  bool key(std::string& text) {
    m_key = text;
    if (!m_seen.insert(m_group + "/" + text).second)
      return wrong("this member stands here twice", text);
    if (m_depth == 1) {
      static constexpr std::array<std::string_view, 12> kMembers{"schema", "name",           "source", "rows",
                                                                 "epoch",  "worker_skew_ns", "clocks", "columns",
                                                                 "names",  "cold_words",     "cold",   "outcome_words"};
      if (text != "outcome" && !indexOf(kMembers, text))
        return wrong("a trace has no such member", text);
      return true;
    }
    if (m_group == "clocks" ? !indexOf(kStampNames, text).has_value()
                            : !indexOf(kStampNames, text) && !indexOf(kCountNames, text))
      return wrong("a trace has no such column", text);
    return true;
  }

  bool start_array(std::size_t) {
    if (m_inList || m_depth == 0)
      return wrong("a list does not belong here", {});
    m_inList = true;
    if (m_group == "columns" || (m_depth == 1 && (m_key == "cold" || m_key == "outcome")))
      m_deltas = &m_columns[m_key];
    else if (m_group == "names" || (m_depth == 1 && (m_key == "cold_words" || m_key == "outcome_words")))
      m_words = &m_lists[m_key];
    else
      return wrong("a list does not belong here", m_key);
    m_before = 0;
    return !m_deltas || takeNumbers();
  }
  bool end_array() {
    m_inList = false;
    m_deltas = nullptr;
    m_words = nullptr;
    return true;
  }

  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) {
    what = "not valid JSON";
    // nlohmann: "[json.exception.parse_error.101] parse error at line 1, column 2: <reason>".
    const std::string text = error.what();
    const std::size_t reason = text.find(": ");
    if (reason != std::string::npos)
      what += ": " + text.substr(reason + 2);
    return false;
  }

  // Nothing when the columns do not fit each other; `what` says how.
  std::optional<Trace> build();

private:
  bool wrong(std::string text, std::string_view found, std::string expected = {}) {
    what = std::move(text);
    value = found.empty() ? std::string() : inQuotes(found);
    expectation = std::move(expected);
    return false;
  }

  bool goOn() {
    return m_progress.goOn(static_cast<std::size_t>(m_at - m_begin), static_cast<std::size_t>(m_end - m_begin));
  }

  static const char* afterSpace(const char* at, const char* end) {
    while (at != end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t'))
      ++at;
    return at;
  }

  // The numbers and nulls that stand at the beginning of a list, up to the last or to whatever else comes: that one and
  // all mistakes are the parser's.
  bool takeNumbers() {
    constexpr std::ptrdiff_t kMostDigits = 18; // always within 64 bits
    constexpr std::string_view kNull = "null";
    m_deltas->reserve(std::min({static_cast<std::size_t>(std::max<std::int64_t>(0, m_rows.value_or(0))), m_mostRows,
                                static_cast<std::size_t>(m_end - m_at) / 2 + 1}));
    for (;;) {
      const char* at = afterSpace(m_at, m_end);
      const bool negative = at != m_end && *at == '-';
      const char* const digits = at += negative ? 1 : 0;
      std::int64_t n = 0;
      for (; at != m_end && *at >= '0' && *at <= '9' && at - digits < kMostDigits; ++at)
        n = n * 10 + (*at - '0');
      const bool number = at != digits && (*digits != '0' || at - digits == 1);
      const bool missing = at == digits && !negative && std::string_view(at, m_end).starts_with(kNull);
      if (!number && !missing)
        return true;
      at = afterSpace(missing ? at + kNull.size() : at, m_end);
      if (at == m_end || *at != ',')
        return true;
      const char* const next = afterSpace(++at, m_end);
      if (next == m_end || *next == ']')
        return true;
      m_at = at;
      if (!(missing ? null() : whole(negative ? -n : n)))
        return false;
    }
  }

  bool whole(std::int64_t n) {
    if (m_deltas) {
      if (m_deltas->size() >= m_mostRows)
        return wrong("more rows than are allowed", {}, "at most " + std::to_string(m_mostRows));
      if (m_depth == 1) { // codes, not differences
        m_deltas->push_back(n);
        return true;
      }
      m_before += static_cast<std::uint64_t>(n);
      const auto value64 = static_cast<std::int64_t>(m_before);
      if (value64 == kMissing)
        return wrong("this number is out of range", std::to_string(n));
      m_deltas->push_back(value64);
      return goOn();
    }
    if (m_inList || m_depth != 1)
      return wrong("a number does not belong here", std::to_string(n));
    if (m_key == "rows")
      m_rows = n;
    else if (m_key == "worker_skew_ns")
      m_builder.setWorkerSkew(n);
    else
      return wrong("a number does not belong here", std::to_string(n));
    return true;
  }

  bool clock(const std::string& text) {
    const auto stamp = indexOf(kStampNames, m_key);
    const char* due = isClientStamp(static_cast<Stamp>(*stamp)) ? "client" : "worker";
    return text == due || wrong("this stamp is read on another clock", text, due);
  }

  bool add(std::vector<std::string>& list, const std::string& text) {
    if (list.size() >= m_mostRows)
      return wrong("more names than are allowed", {}, "at most " + std::to_string(m_mostRows));
    list.push_back(text);
    return true;
  }

  // Code → what it means here, by the words that the file gives with it; nothing where a word is unknown.
  template <std::size_t N>
  std::optional<std::vector<std::size_t>> meaningOf(const std::string& list,
                                                    const std::array<std::string_view, N>& words) {
    std::vector<std::size_t> meaning;
    for (const std::string& word : m_lists[list]) {
      const auto index = indexOf(words, word);
      if (!index) {
        wrong("this word is not known", word);
        return std::nullopt;
      }
      meaning.push_back(*index);
    }
    return meaning;
  }

  const std::size_t m_mostRows;
  const char* const m_begin;
  const char*& m_at;
  const char* const m_end;
  ImportProgress& m_progress;
  TraceBuilder m_builder;
  std::optional<std::int64_t> m_rows;
  bool m_schemaSeen = false;
  int m_depth = 0;
  bool m_inList = false;
  std::string m_group;
  std::string m_key;
  std::set<std::string> m_seen;
  std::uint64_t m_before = 0;
  std::vector<std::int64_t>* m_deltas = nullptr;
  std::vector<std::string>* m_words = nullptr;
  std::map<std::string, std::vector<std::int64_t>> m_columns;
  std::map<std::string, std::vector<std::string>> m_lists;
};

// Walks through the text by a position that the handler shares.
struct Walking {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;
  const char** at = nullptr;
  const char& operator*() const { return **at; }
  Walking& operator++() {
    ++*at;
    return *this;
  }
  bool operator==(const Walking& other) const { return *at == *other.at; }
  bool operator!=(const Walking& other) const { return *at != *other.at; }
};

std::optional<Trace> Handler::build() {
  const auto fail = [this](std::string text, std::string_view found = {}) {
    wrong(std::move(text), found);
    return std::optional<Trace>();
  };
  if (!m_schemaSeen)
    return fail("this is not a trace: it has no \"schema\"");
  if (!m_rows || *m_rows < 0 || static_cast<std::uint64_t>(*m_rows) > m_mostRows)
    return fail("a trace says how many \"rows\" it has");
  const auto rows = static_cast<std::size_t>(*m_rows);
  for (const auto& [name, column] : m_columns)
    if (column.size() != rows)
      return fail("a column has " + std::to_string(column.size()) + " values, but there are " + std::to_string(rows) +
                      " rows",
                  name);
  if (!m_columns.contains("outcome"))
    return fail("a trace has a column \"outcome\"");
  const auto outcomes = meaningOf("outcome_words", kOutcomeNames);
  const auto colds = meaningOf("cold_words", kColdNames);
  if (!outcomes || !colds)
    return std::nullopt;
  for (std::size_t i = 0; i < kCountCount; ++i) {
    const auto list = m_lists.find(std::string(kCountNames[i]));
    if (list == m_lists.end())
      continue;
    if (std::set<std::string>(list->second.begin(), list->second.end()).size() != list->second.size())
      return fail("two numbers of a column have the same name", kCountNames[i]);
    m_builder.setNames(static_cast<Count>(i), list->second);
  }
  for (const std::string_view name : kStampNames)
    if (m_lists.contains(std::string(name)))
      return fail("stamps have no names", name);

  std::array<const std::int64_t*, kStampCount> stamps{};
  std::array<const std::int64_t*, kCountCount> counts{};
  const auto dataOf = [this](std::string_view name) -> const std::int64_t* {
    const auto found = m_columns.find(std::string(name));
    return found == m_columns.end() ? nullptr : found->second.data();
  };
  for (std::size_t i = 0; i < kStampCount; ++i)
    stamps[i] = dataOf(kStampNames[i]);
  for (std::size_t i = 0; i < kCountCount; ++i)
    counts[i] = dataOf(kCountNames[i]);
  const std::int64_t* outcome = dataOf("outcome");
  const std::int64_t* cold = dataOf("cold");
  const auto known = [](std::int64_t code, const std::vector<std::size_t>& meaning) {
    return code >= 0 && static_cast<std::uint64_t>(code) < meaning.size();
  };
  for (std::size_t row = 0; row < rows; ++row) {
    TraceRow out;
    for (std::size_t i = 0; i < kStampCount; ++i)
      if (stamps[i] != nullptr)
        out.stamps[i] = stamps[i][row];
    for (std::size_t i = 0; i < kCountCount; ++i)
      if (counts[i] != nullptr)
        out.counts[i] = counts[i][row];
    if (!known(outcome[row], *outcomes) || (cold != nullptr && !known(cold[row], *colds)))
      return fail("a code has no word", std::to_string(known(outcome[row], *outcomes) ? cold[row] : outcome[row]));
    out.outcome = static_cast<CallOutcome>((*outcomes)[static_cast<std::size_t>(outcome[row])]);
    if (cold != nullptr)
      out.cold = static_cast<Cold>((*colds)[static_cast<std::size_t>(cold[row])]);
    m_builder.append(out);
  }
  return m_builder.build();
}

} // namespace

Result<Trace> readTraceJson(std::string_view text, const std::string& fileName, std::size_t mostRows,
                            ImportProgress* progress) {
  Problem problem;
  problem.file = fileName;
  const char* const begin = text.data();
  const char* reached = begin;
  const char* last = begin + text.size();
  ImportProgress none;
  Handler handler(mostRows, reached, last, progress != nullptr ? *progress : none);
  const bool parsed = nlohmann::json::sax_parse(Walking{&reached}, Walking{&last}, &handler,
                                                nlohmann::json::input_format_t::json, true, false);
  if (progress != nullptr && progress->stopped())
    return failure(ErrorKind::Interrupted, "reading " + fileName + " was stopped");
  if (parsed)
    if (auto trace = handler.build())
      return std::move(*trace);
  problem.what = handler.what;
  problem.value = handler.value;
  problem.expectation = handler.expectation;
  if (!parsed) {
    const auto end = static_cast<std::ptrdiff_t>(reached - begin);
    problem.line = 1 + static_cast<int>(std::count(begin, begin + end, '\n'));
    const char* lineStart = begin + end;
    while (lineStart != begin && lineStart[-1] != '\n')
      --lineStart;
    problem.column = static_cast<int>(begin + end - lineStart) + (lineStart == begin + end ? 1 : 0);
  }
  return failure(Error{ErrorKind::Input, {std::move(problem)}});
}

} // namespace coldframe
