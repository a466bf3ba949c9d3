// Huawei's wide tables of requests, of 2023 (Joosen et al., SoCC 2023: a column a function, 0 … 199 or 0 … 5092) and of
// 2025 (a column a function "funcName---userID---pool"): day, time (s from the trace's begin), then how many requests
// each function had in the stretch that begins there (a minute, or a second). There is no call in them, only counts, so
// every row is synthetic (counted_calls.h). Files of the same shape that hold another metric (delays, memory) hold
// fractions, and are refused.
#include "sim/trace/cloud_formats.h"
#include "sim/trace/counted_calls.h"
#include "sim/trace/csv_columns.h"
#include "sim/trace/decimal.h"

namespace coldframe {

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kDay = 86'400;
constexpr std::int64_t kLatest = std::int64_t{1} << 61;
constexpr std::int64_t kMostPerStretch = 1'000'000'000;
constexpr std::size_t kMostFunctions = 100'000;

bool isFunctionColumn(std::string_view name) {
  const bool number = !name.empty() && std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; });
  return number || name.find("---") != std::string_view::npos;
}

// The distance of the first two lines.
std::int64_t stretchOf(CsvLines lines) {
  std::optional<std::int64_t> first;
  while (lines.next()) {
    const auto at = lines.fields().size() > 1 ? scaledDecimal(lines.fields()[1], kSecond) : std::nullopt;
    if (!at)
      continue;
    if (first && *at > *first)
      return std::min(*at - *first, kDay * kSecond);
    first = at;
  }
  return 60 * kSecond;
}

class HuaweiCounts {
public:
  HuaweiCounts(std::string_view text, ImportProgress& progress, std::size_t mostCalls)
      : m_text(text), m_progress(progress), m_lines(text),
        m_calls(m_builder, CountedCalls::Counts::Arrivals, mostCalls) {}

  Result<ImportedTrace> run(const std::string& fileName) {
    if (!m_lines.next() || m_lines.fields().size() < 3)
      return finishImport(m_builder, m_log, {}, "Huawei counts", fileName, m_progress);
    for (std::size_t i = 2; i < std::min(m_lines.fields().size(), kMostFunctions); ++i)
      m_names.push_back(plainText(m_lines.fields()[i]));
    m_fields = m_lines.fields().size();
    m_numbers.assign(m_names.size(), -1);
    m_stretch = stretchOf(m_lines);
    while (m_progress.goOn(m_lines.position(), m_text.size()) && m_lines.next())
      readLine();
    if (m_fractions > m_wholes) {
      Problem problem;
      problem.file = fileName;
      problem.what = "this file holds fractions: delays, memory or the like, not how many requests there were";
      problem.expectation = "a file of the folder requests_minute or requests_second";
      return failure(Error{ErrorKind::Input, {std::move(problem)}});
    }
    return finishImport(m_builder, m_log,
                        {"single calls: the file counts requests. The instant of each within its stretch of " +
                             std::to_string(m_stretch / kSecond) + " s is synthetic (uniform)",
                         "how long calls took, which were cold, which environment ran them, and whether they failed"},
                        "Huawei counts", fileName, m_progress);
  }

private:
  void readLine() {
    const auto& fields = m_lines.fields();
    if (m_lines.broken() || fields.size() != m_fields)
      return m_log.leaveOut("the line has another number of fields than the header", m_lines.line());
    const auto time = scaledDecimal(fields[1], kSecond);
    if (!time || *time < 0 || *time > kLatest)
      return m_log.leaveOut("time is not a number", m_lines.line(), fields[1]);
    for (std::size_t i = 0; i < m_names.size(); ++i)
      readCount(fields[i + 2], *time, i);
  }

  void readCount(std::string_view text, std::int64_t time, std::size_t function) {
    if (text.empty() || text == "0" || text == "0.0" || text == "NaN" || text == "nan")
      return;
    const auto count = scaledDecimal(text, 1);
    const auto thousandths = scaledDecimal(text, 1'000);
    if (!count || !thousandths || *count < 0 || *count > kMostPerStretch)
      return m_log.leaveOut("a count of requests that is none", m_lines.line(), text);
    if (*thousandths != *count * 1'000) {
      ++m_fractions;
      return m_log.leaveOut("a count of requests that is not whole", m_lines.line(), text);
    }
    ++m_wholes;
    if (!m_calls.hasRoomFor(*count))
      return m_log.leaveOut("requests that would be too many to list singly", m_lines.line(), text);
    CountedFunction counted;
    counted.name = m_names[function];
    if (m_numbers[function] < 0)
      m_numbers[function] = m_builder.intern(Count::Function, m_names[function]);
    counted.number = m_numbers[function];
    m_calls.add(counted, time, m_stretch, *count);
  }

  std::string_view m_text;
  ImportProgress& m_progress;
  CsvLines m_lines;
  TraceBuilder m_builder;
  ImportLog m_log;
  CountedCalls m_calls;
  std::vector<std::string> m_names;
  std::vector<std::int64_t> m_numbers;
  std::size_t m_fields = 0;
  std::int64_t m_stretch = 0;
  std::size_t m_fractions = 0;
  std::size_t m_wholes = 0;
};

} // namespace

bool isHuaweiCounts(std::string_view head) {
  CsvLines lines(head);
  return lines.next() && !lines.broken() && lines.fields().size() > 2 && lines.fields()[0] == "day" &&
         lines.fields()[1] == "time" && isFunctionColumn(lines.fields()[2]);
}

Result<ImportedTrace> readHuaweiCounts(std::string_view text, const std::string& fileName, ImportProgress& progress,
                                       std::size_t mostCalls) {
  return HuaweiCounts(text, progress, mostCalls).run(fileName);
}

} // namespace coldframe
