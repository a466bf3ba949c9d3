#include "sim/trace/azure_2019.h"

#include "sim/base/in_quotes.h"
#include "sim/trace/counted_calls.h"
#include "sim/trace/csv_columns.h"
#include "sim/trace/decimal.h"

#include <charconv>
#include <unordered_map>

namespace coldframe {

namespace {

constexpr std::int64_t kMinute = 60'000'000'000;
constexpr std::int64_t kMillisecond = 1'000'000;
constexpr std::int64_t kMebibyte = 1'048'576;
constexpr std::int64_t kMostPerMinute = 1'000'000'000;

enum Column { Owner, App, Function_, kIds };
constexpr std::array<std::string_view, kIds> kIdNames{"HashOwner", "HashApp", "HashFunction"};
constexpr std::array<std::string_view, 7> kPercentileNames{
    "percentile_Average_0",  "percentile_Average_1",  "percentile_Average_25", "percentile_Average_50",
    "percentile_Average_75", "percentile_Average_99", "percentile_Average_100"};
constexpr std::array<double, 7> kPercentiles{0, 0.01, 0.25, 0.5, 0.75, 0.99, 1};

enum class Kind { None, Invocations, Durations, Memory };

Kind kindOf(std::string_view head) {
  if (!csvHeaderHas(head, {"HashOwner", "HashApp"}))
    return Kind::None;
  if (csvHeaderHas(head, {"AverageAllocatedMb"}))
    return Kind::Memory;
  if (csvHeaderHas(head, {"percentile_Average_50"}))
    return Kind::Durations;
  return csvHeaderHas(head, {"HashFunction", "1", "2"}) ? Kind::Invocations : Kind::None;
}

std::string keyOf(const CsvColumns<kIds>& ids, const std::vector<std::string_view>& fields, bool ofApp) {
  std::string key(ids.get(fields, Owner));
  key += '/';
  key += ids.get(fields, App);
  if (!ofApp) {
    key += '/';
    key += ids.get(fields, Function_);
  }
  return key;
}

class Azure2019 {
public:
  Azure2019(ImportProgress& progress, std::size_t mostCalls)
      : m_calls(m_builder, CountedCalls::Counts::Endings, mostCalls), m_progress(progress) {}

  void durations(const NamedText& file) {
    CsvLines lines(file.text);
    lines.next();
    const CsvColumns<kIds> ids(lines.fields(), kIdNames);
    const CsvColumns<7> percentiles(lines.fields(), kPercentileNames);
    while (m_progress.goOn(lines.position(), file.text.size()) && lines.next()) {
      if (!whole(lines, ids.size(), "durations"))
        continue;
      QuantileLaw law;
      bool good = true;
      for (std::size_t i = 0; i < 7 && good; ++i) {
        const auto ns = scaledDecimal(percentiles.get(lines.fields(), i), kMillisecond);
        good = ns && law.add(kPercentiles[i], *ns);
      }
      if (good)
        m_durations.insert_or_assign(keyOf(ids, lines.fields(), false), std::move(law));
      else
        m_log.leaveOut("percentiles of durations that are no numbers or fall", lines.line());
    }
  }

  void memory(const NamedText& file) {
    CsvLines lines(file.text);
    lines.next();
    const CsvColumns<kIds> ids(lines.fields(), kIdNames);
    const CsvColumns<1> average(lines.fields(), {"AverageAllocatedMb"});
    while (m_progress.goOn(lines.position(), file.text.size()) && lines.next()) {
      if (!whole(lines, ids.size(), "memory"))
        continue;
      const auto bytes = scaledDecimal(average.get(lines.fields(), 0), kMebibyte);
      if (bytes && *bytes >= 0)
        m_memory.insert_or_assign(keyOf(ids, lines.fields(), true), *bytes);
      else
        m_log.leaveOut("AverageAllocatedMb is not a size", lines.line(), average.get(lines.fields(), 0));
    }
  }

  void invocations(const NamedText& file) {
    CsvLines lines(file.text);
    lines.next();
    const CsvColumns<kIds> ids(lines.fields(), kIdNames);
    const std::vector<std::pair<std::size_t, std::int64_t>> minutes = minutesOf(lines.fields());
    while (m_progress.goOn(lines.position(), file.text.size()) && lines.next())
      if (whole(lines, ids.size(), "invocations"))
        function(lines, ids, minutes);
  }

  Result<ImportedTrace> finish(const std::string& fileName) {
    std::vector<std::string> unknown{"single calls: the files count calls a minute. The instant of each end within its "
                                     "minute is synthetic (uniform)"};
    if (!m_durations.empty())
      unknown.emplace_back("how long each call took: synthetic, drawn from the percentiles of its function's day; "
                           "cold starts are not in them");
    else
      unknown.emplace_back(
          "how long calls took: that stands in the file of durations, which was not given; the instants "
          "are those of the counts and taken as submitted");
    if (m_withoutLaw > 0 && !m_durations.empty())
      unknown.emplace_back("how long " + std::to_string(m_withoutLaw) +
                           " calls took: the file of durations does not have their functions");
    if (!m_memory.empty())
      unknown.emplace_back(
          "the memory of a function: its peak memory here is the mean that its whole app had allocated");
    unknown.emplace_back("which calls were cold or failed, and which environment ran them");
    return finishImport(m_builder, m_log, std::move(unknown), "Azure Functions 2019", fileName, m_progress);
  }

private:
  bool whole(const CsvLines& lines, std::size_t fields, const char* file) {
    if (!lines.broken() && lines.fields().size() == fields)
      return true;
    m_log.leaveOut(std::string("a line of ") + file + " with another number of fields than the header", lines.line());
    return false;
  }

  // Place in the line and begin (ns) of each minute's column.
  static std::vector<std::pair<std::size_t, std::int64_t>> minutesOf(const std::vector<std::string_view>& header) {
    std::vector<std::pair<std::size_t, std::int64_t>> minutes;
    for (std::size_t i = 0; i < header.size(); ++i) {
      std::int64_t minute = 0;
      const char* end = header[i].data() + header[i].size();
      if (std::from_chars(header[i].data(), end, minute).ptr == end && minute >= 1 && minute <= 100'000)
        minutes.emplace_back(i, (minute - 1) * kMinute);
    }
    return minutes;
  }

  void function(const CsvLines& lines, const CsvColumns<kIds>& ids,
                const std::vector<std::pair<std::size_t, std::int64_t>>& minutes) {
    const auto& fields = lines.fields();
    std::vector<std::int64_t> counts;
    std::int64_t sum = 0;
    for (const auto& [place, from] : minutes) {
      std::int64_t count = 0;
      const std::string_view text = fields[place];
      if (!text.empty() && text != "0") {
        const auto number = scaledDecimal(text, 1);
        const auto thousandths = scaledDecimal(text, 1'000);
        if (!number || !thousandths || *thousandths != *number * 1'000 || *number < 0 || *number > kMostPerMinute)
          return m_log.leaveOut("a count of calls that is none", lines.line(), text);
        count = *number;
      }
      counts.push_back(count);
      sum += count;
    }
    if (sum == 0)
      return;
    if (!m_calls.hasRoomFor(sum))
      return m_log.leaveOut("a function whose calls would be too many to list singly", lines.line(),
                            std::to_string(sum) + " calls");
    const std::string key = keyOf(ids, fields, false);
    CountedFunction function;
    function.name = key;
    function.number = m_builder.intern(Count::Function, plainText(key));
    if (const auto law = m_durations.find(key); law != m_durations.end())
      function.durations = law->second;
    else
      m_withoutLaw += static_cast<std::uint64_t>(sum);
    if (const auto bytes = m_memory.find(keyOf(ids, fields, true)); bytes != m_memory.end())
      function.peakMemory = bytes->second;
    for (std::size_t i = 0; i < minutes.size(); ++i)
      if (counts[i] > 0)
        m_calls.add(function, minutes[i].second, kMinute, counts[i]);
  }

  TraceBuilder m_builder;
  ImportLog m_log;
  CountedCalls m_calls;
  std::unordered_map<std::string, QuantileLaw> m_durations; // by function
  std::unordered_map<std::string, std::int64_t> m_memory;   // by app
  std::uint64_t m_withoutLaw = 0;
  ImportProgress& m_progress;
};

tl::unexpected<Error> refuse(const std::string& fileName, std::string what) {
  Problem problem;
  problem.file = fileName;
  problem.what = std::move(what);
  problem.expectation = "the file of invocations per function of a day, and with it those of durations and memory";
  return failure(Error{ErrorKind::Input, {std::move(problem)}});
}

} // namespace

bool isAzure2019(std::string_view head) {
  return kindOf(head) != Kind::None;
}

Result<ImportedTrace> readAzure2019(std::span<const NamedText> files, ImportProgress& progress, std::size_t mostCalls) {
  std::array<const NamedText*, 3> byKind{};
  for (const NamedText& file : files) {
    const Kind kind = kindOf(file.text.substr(0, kSniffedBytes));
    if (kind == Kind::None)
      return refuse(file.name, "this is none of the files of Azure Functions 2019");
    const NamedText*& place = byKind[static_cast<std::size_t>(kind) - 1];
    if (place != nullptr)
      return refuse(file.name, "there is another file of this kind: " + inQuotes(place->name));
    place = &file;
  }
  if (byKind[0] == nullptr)
    return refuse(files.empty() ? std::string() : files.front().name,
                  "durations and memory alone do not say when calls were");
  Azure2019 reading(progress, mostCalls);
  if (byKind[1] != nullptr)
    reading.durations(*byKind[1]);
  if (byKind[2] != nullptr)
    reading.memory(*byKind[2]);
  reading.invocations(*byKind[0]);
  return reading.finish(byKind[0]->name);
}

} // namespace coldframe
