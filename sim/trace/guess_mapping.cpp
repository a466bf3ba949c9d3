#include "sim/trace/guess_mapping.h"

#include "sim/base/in_quotes.h"
#include "sim/trace/csv_target.h"
#include "sim/trace/decimal.h"
#include "sim/trace/lambda_line.h"

#include <algorithm>
#include <array>

namespace coldframe {

namespace {

struct UnitWord {
  std::string_view word;
  std::string_view unit;
};
constexpr std::array<UnitWord, 30> kUnitWords{
    {{"ns", "ns"},     {"nanos", "ns"}, {"nanoseconds", "ns"},  {"us", "us"},
     {"micros", "us"}, {"usec", "us"},  {"microseconds", "us"}, {"ms", "ms"},
     {"msec", "ms"},   {"msecs", "ms"}, {"millis", "ms"},       {"milliseconds", "ms"},
     {"s", "s"},       {"sec", "s"},    {"secs", "s"},          {"second", "s"},
     {"seconds", "s"}, {"min", "min"},  {"minutes", "min"},     {"h", "h"},
     {"hours", "h"},   {"b", "B"},      {"byte", "B"},          {"bytes", "B"},
     {"kb", "kB"},     {"kib", "kB"},   {"mb", "MB"},           {"mib", "MB"},
     {"gb", "GB"},     {"gib", "GB"}}};

struct Synonym {
  std::string_view words;
  std::string_view target; // "timestamp", "cold", "init", "outcome" are not columns of a trace
};
// In order of preference where several columns mean the same.
constexpr auto kSynonyms = std::to_array<Synonym>({
    {"start", "start"},
    {"start_time", "start"},
    {"start_timestamp", "start"},
    {"started", "start"},
    {"started_at", "start"},
    {"begin", "start"},
    {"begin_time", "start"},
    {"worker_start", "start"},
    {"worker_start_tstamp", "start"},
    {"t_start", "start"},
    {"end", "end"},
    {"end_time", "end"},
    {"end_timestamp", "end"},
    {"ended", "end"},
    {"ended_at", "end"},
    {"finish", "end"},
    {"finish_time", "end"},
    {"finished", "end"},
    {"finished_at", "end"},
    {"completed_at", "end"},
    {"completion_time", "end"},
    {"worker_end", "end"},
    {"submit", "submit"},
    {"submit_time", "submit"},
    {"submitted", "submit"},
    {"submitted_at", "submit"},
    {"arrival", "submit"},
    {"arrival_time", "submit"},
    {"arrived_at", "submit"},
    {"request_time", "submit"},
    {"requested_at", "submit"},
    {"queued_at", "submit"},
    {"created_at", "submit"},
    {"invoke", "invoke"},
    {"invoke_time", "invoke"},
    {"invoked_at", "invoke"},
    {"invocation_time", "invoke"},
    {"result_done", "result_done"},
    {"received_at", "result_done"},
    {"response_at", "result_done"},
    {"timestamp", "timestamp"},
    {"time", "timestamp"},
    {"ts", "timestamp"},
    {"datetime", "timestamp"},
    {"date_time", "timestamp"},
    {"date", "timestamp"},
    {"duration", "duration"},
    {"aws_duration", "duration"},
    {"elapsed", "duration"},
    {"elapsed_time", "duration"},
    {"exec_time", "duration"},
    {"execution_time", "duration"},
    {"execution_duration", "duration"},
    {"run_time", "duration"},
    {"runtime", "duration"},
    {"service_time", "duration"},
    {"processing_time", "duration"},
    {"took", "duration"},
    {"client", "client_duration"},
    {"client_duration", "client_duration"},
    {"client_time", "client_duration"},
    {"latency", "client_duration"},
    {"response_time", "client_duration"},
    {"round_trip", "client_duration"},
    {"rtt", "client_duration"},
    {"total_time", "client_duration"},
    {"billed", "billed"},
    {"billed_duration", "billed"},
    {"billed_time", "billed"},
    {"memory", "memory"},
    {"memory_size", "memory"},
    {"memory_limit", "memory"},
    {"mem", "memory"},
    {"max_memory_used", "peak_memory"},
    {"memory_used", "peak_memory"},
    {"peak_memory", "peak_memory"},
    {"max_memory", "peak_memory"},
    {"max_mem", "peak_memory"},
    {"mem_used", "peak_memory"},
    {"environment", "environment"},
    {"instance", "environment"},
    {"instance_id", "environment"},
    {"container", "environment"},
    {"container_id", "environment"},
    {"log_stream", "environment"},
    {"log_stream_name", "environment"},
    {"sandbox", "environment"},
    {"pod", "environment"},
    {"pod_id", "environment"},
    {"worker", "worker"},
    {"worker_id", "worker"},
    {"host", "worker"},
    {"function", "function"},
    {"function_name", "function"},
    {"func", "function"},
    {"func_name", "function"},
    {"lambda", "function"},
    {"experiment", "function"},
    {"endpoint", "function"},
    {"request_id", "call"},
    {"call", "call"},
    {"call_id", "call"},
    {"invocation_id", "call"},
    {"activation_id", "call"},
    {"attempt", "attempt"},
    {"stage", "stage"},
    {"items", "items"},
    {"first_item", "first_item"},
    {"bytes_in", "bytes_in"},
    {"request_size", "bytes_in"},
    {"input_size", "bytes_in"},
    {"payload_size", "bytes_in"},
    {"request_body_size", "bytes_in"},
    {"bytes_out", "bytes_out"},
    {"response_size", "bytes_out"},
    {"output_size", "bytes_out"},
    {"cold", "cold"},
    {"cold_start", "cold"},
    {"coldstart", "cold"},
    {"is_cold", "cold"},
    {"is_cold_start", "cold"},
    {"was_cold", "cold"},
    {"init_duration", "init"},
    {"init", "init"},
    {"outcome", "outcome"},
    {"status", "outcome"},
    {"status_code", "outcome"},
    {"result", "outcome"},
    {"state", "outcome"},
    {"success", "outcome"},
    {"error", "outcome"},
});

bool isUpper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool isLower(char c) {
  return c >= 'a' && c <= 'z';
}
bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

// "billedDurationMs" → billed, duration, ms; "maxMemoryUsedMB" → max, memory, used, mb.
std::vector<std::string> wordsOf(std::string_view name) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool letter = isUpper(c) || isLower(c) || isDigit(c);
    const bool hump = isUpper(c) && i > 0 && isLower(name[i - 1]);
    if ((!letter || hump) && !words.back().empty())
      words.emplace_back();
    if (letter)
      words.back() += isUpper(c) ? static_cast<char>(c - 'A' + 'a') : c;
  }
  if (words.back().empty())
    words.pop_back();
  return words;
}

// What the first lines hold in a column.
struct Sample {
  std::size_t values = 0;
  std::size_t numbers = 0;
  std::size_t instants = 0;
  std::vector<std::int64_t> whole; // the numbers, rounded

  std::int64_t median() const {
    if (whole.empty())
      return 0;
    std::vector<std::int64_t> sorted = whole;
    std::ranges::nth_element(sorted, sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2));
    return sorted[sorted.size() / 2];
  }
  bool mostlyNumbers() const { return values > 0 && 2 * numbers >= values; }
  bool mostlyInstants() const { return values > 0 && 2 * instants >= values; }
};

class Guess {
public:
  Guess(const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows, char separator)
      : m_header(header), m_samples(header.size()) {
    if (separator != ',' && writesCommas(rows))
      m_out.mapping.decimal = ",";
    for (const auto& row : rows)
      for (std::size_t i = 0; i < std::min(row.size(), header.size()); ++i)
        look(row[i], m_samples[i]);
    for (const std::string& name : header)
      m_words.push_back(columnWords(name));
  }

  std::optional<GuessedMapping> run(char separator) {
    m_out.mapping.separator = separator;
    assign();
    chooseStamps();
    findInstantUnit();
    for (const std::string_view target : {"duration", "client_duration", "billed", "memory", "peak_memory", "bytes_in",
                                          "bytes_out", "start", "end", "submit", "invoke", "result_done"})
      if (const auto column = columnOf(target))
        takeQuantity(target, *column);
    dropSpansThatSayNothing();
    for (const std::string_view target :
         {"environment", "worker", "function", "call", "attempt", "stage", "items", "first_item"})
      if (const auto column = columnOf(target))
        takeCount(target, *column);
    takeCold();
    takeOutcome();
    const auto has = [this](std::string_view target) { return m_out.mapping.columns.contains(std::string(target)); };
    if (!has("start") && !has("end") && !has("submit") && !has("invoke")) {
      const auto length = columnOf("duration");
      if (!length || !m_samples[*length].mostlyNumbers())
        return std::nullopt;
      takeQuantity("duration", *length);
      m_out.mapping.endToEnd = true;
      m_out.assumed.emplace_back("when calls ran: the file has no instants, so the calls are laid end to end");
    }
    for (std::size_t i = 0; i < m_header.size(); ++i)
      if (std::ranges::find(m_used, i) == m_used.end())
        m_out.unused.push_back(m_header[i]);
    return std::move(m_out);
  }

private:
  // "12,5" is a number where no field has "12.5".
  static bool writesCommas(const std::vector<std::vector<std::string>>& rows) {
    bool commas = false;
    for (const auto& row : rows)
      for (const std::string& field : row) {
        const auto isNumber = [](std::string text, char decimal) {
          const std::size_t at = text.find(decimal);
          if (at == std::string::npos)
            return false;
          text[at] = '.';
          return scaledDecimal(text, 1).has_value();
        };
        if (isNumber(field, '.'))
          return false;
        commas = commas || isNumber(field, ',');
      }
    return commas;
  }

  void look(std::string text, Sample& sample) const {
    if (text.empty())
      return;
    if (m_out.mapping.decimal == ",")
      if (const std::size_t comma = text.find(',');
          comma != std::string::npos && text.find(',', comma + 1) == std::string::npos)
        text[comma] = '.';
    ++sample.values;
    if (const auto number = scaledDecimal(text, 1)) {
      ++sample.numbers;
      sample.whole.push_back(*number);
    } else if (readLogInstant(text)) {
      ++sample.instants;
    }
  }

  // The first synonym in the list wins, whichever order the file has its columns in.
  void assign() {
    for (const Synonym& synonym : kSynonyms) {
      if (columnOf(synonym.target))
        continue;
      const auto found = std::ranges::find(m_words, synonym.words, &ColumnWords::words);
      if (found == m_words.end())
        continue;
      const auto column = static_cast<std::size_t>(found - m_words.begin());
      if (synonym.target == "duration" && !m_samples[column].mostlyNumbers())
        continue; // "runtime": python3.13
      m_columns.emplace_back(synonym.target, column);
    }
  }

  std::optional<std::size_t> columnOf(std::string_view target) const {
    const auto found = std::ranges::find(m_columns, target, &std::pair<std::string_view, std::size_t>::first);
    return found == m_columns.end() ? std::nullopt : std::optional(found->second);
  }

  void chooseStamps() {
    if (const auto column = columnOf("timestamp");
        column && !columnOf("start") && !columnOf("end") && !columnOf("submit")) {
      m_columns.emplace_back("start", *column);
      m_out.assumed.push_back("whether " + inQuotes(m_header[*column]) +
                              " is when a call started or ended: taken as its start");
    }
    // A length seen by the client needs an instant of the client.
    if (columnOf("client_duration") && !columnOf("submit") && !columnOf("result_done"))
      if (const auto start = columnOf("start"); start && !columnOf("end") && !columnOf("duration")) {
        m_columns.emplace_back("submit", *start);
        std::erase_if(m_columns, [](const auto& entry) { return entry.first == "start"; });
        m_out.assumed.push_back("when the function itself ran: " + inQuotes(m_header[*columnOf("client_duration")]) +
                                " is what the client saw");
      }
  }

  // A file that counts its instants in ms counts its lengths so too, where it does not say otherwise.
  void findInstantUnit() {
    for (const std::string_view target : {"start", "end", "submit", "invoke", "result_done"})
      if (const auto column = columnOf(target); column && m_samples[*column].mostlyNumbers()) {
        const std::string_view unit = unitSince1970(m_samples[*column].median());
        if (!unit.empty() && unit != "s")
          m_instantUnit = unit;
      }
  }

  static std::string_view unitSince1970(std::int64_t median) {
    return median > 100'000'000'000'000'000 ? "ns"
           : median > 100'000'000'000'000   ? "us"
           : median > 100'000'000'000       ? "ms"
           : median > 500'000'000           ? "s"
                                            : "";
  }

  void takeQuantity(std::string_view target, std::size_t column) {
    const Sample& sample = m_samples[column];
    const auto known = findTarget(target);
    std::string unit = m_words[column].unit;
    const std::vector<std::string> units = known->units();
    if (std::ranges::find(units, unit) == units.end())
      unit.clear();
    if (known->kind == CsvTarget::Kind::Stamp && sample.mostlyInstants())
      unit = "iso";
    else if (!sample.mostlyNumbers() && sample.values > 0)
      return; // text where a quantity would be: another column of the same name
    const std::int64_t median = sample.median();
    if (known->kind == CsvTarget::Kind::Stamp && unit != "iso") {
      const std::string_view since1970 = unitSince1970(median);
      if (unit.empty() || (!since1970.empty() && unit == since1970)) {
        unit = std::string(since1970);
        m_out.mapping.absolute = m_out.mapping.absolute || !unit.empty();
      }
    }
    if (unit.empty()) {
      if (known->isTime())
        unit = known->kind == CsvTarget::Kind::Stamp ? "s"
               : !m_instantUnit.empty()              ? m_instantUnit
               : median >= 100                       ? "ms"
                                                     : "s";
      else if (known->isMemory())
        unit = median >= 1'000'000 ? "B" : "MB";
      else
        unit = "B";
      const std::string said = "the unit of " + inQuotes(m_header[column]) + ": taken as " + unit;
      if (std::ranges::find(m_out.assumed, said) == m_out.assumed.end())
        m_out.assumed.push_back(said);
    }
    m_out.mapping.columns[std::string(target)] = {m_header[column], unit};
    m_used.push_back(column);
  }

  void takeCount(std::string_view target, std::size_t column) {
    if (!findTarget(target)->isNamed() && !m_samples[column].mostlyNumbers())
      return;
    m_out.mapping.columns[std::string(target)] = {m_header[column], ""};
    m_used.push_back(column);
  }

  // A length goes with exactly one of its two stamps: with both it is told already, with none it cannot be placed.
  void dropSpansThatSayNothing() {
    auto& columns = m_out.mapping.columns;
    const auto has = [&columns](Stamp stamp) {
      return columns.contains(std::string(kStampNames[static_cast<std::size_t>(stamp)]));
    };
    for (std::size_t i = 0; i < kSpanNames.size(); ++i) {
      const auto [from, to] = endsOf(static_cast<Span>(i));
      const std::string name(kSpanNames[i]);
      if (!columns.contains(name) || has(from) != has(to))
        continue;
      // The start of the function and of the client's wait are the same instant where a file has only one.
      if (static_cast<Span>(i) == Span::ClientDuration && !has(from) && columns.contains("start")) {
        columns["submit"] = columns["start"];
        m_out.assumed.push_back("how long a call waited: " + inQuotes(columns["start"].column) +
                                " is taken for the client's and the function's start");
        continue;
      }
      if (static_cast<Span>(i) == Span::Duration && !has(from) && columns.contains("submit")) {
        columns["start"] = columns["submit"];
        m_out.assumed.push_back("how long a call waited: it is taken to have started at " +
                                inQuotes(columns["submit"].column));
        continue;
      }
      columns.erase(name);
    }
  }

  void takeCold() {
    if (const auto column = columnOf("cold")) {
      m_out.mapping.cold = CsvColdColumn{m_header[*column],
                                         {"1", "true", "True", "TRUE", "yes", "Yes", "y", "cold", "Cold", "1.0"},
                                         {"0", "false", "False", "FALSE", "no", "No", "n", "warm", "Warm", "0.0"},
                                         false};
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
    CsvOutcomeColumn outcome{m_header[*column], {}, "error"};
    const bool isError = m_words[*column].words == "error";
    const bool isSuccess = m_words[*column].words == "success";
    outcome.words["ok"] =
        isError     ? std::vector<std::string>{"", "0", "false", "False", "None", "none", "null", "no"}
        : isSuccess ? std::vector<std::string>{"1", "true", "True", "TRUE", "yes"}
                    : std::vector<std::string>{"",          "ok",        "OK",        "Ok",        "success",
                                               "Success",   "SUCCESS",   "succeeded", "Succeeded", "SUCCEEDED",
                                               "completed", "Completed", "COMPLETED", "done",      "Done",
                                               "true",      "0",         "200",       "201",       "202",
                                               "204",       "206",       "301",       "302",       "304"};
    outcome.words["timeout"] = {"timeout", "Timeout", "TIMEOUT", "timed_out", "timed out", "TimedOut", "408", "504"};
    outcome.words["out_of_memory"] = {"out_of_memory", "oom", "OOM", "OutOfMemory", "Runtime.OutOfMemory"};
    outcome.words["throttled"] = {"throttled", "Throttled", "THROTTLED", "throttle", "429"};
    outcome.words["dropped"] = {"dropped", "Dropped"};
    m_out.mapping.outcome = std::move(outcome);
    m_used.push_back(*column);
  }

  const std::vector<std::string>& m_header;
  std::vector<Sample> m_samples;
  std::vector<ColumnWords> m_words;
  std::vector<std::pair<std::string_view, std::size_t>> m_columns;
  std::vector<std::size_t> m_used;
  std::string m_instantUnit; // of numbers that are instants since 1970, finer than s; else empty
  GuessedMapping m_out;
};

} // namespace

char guessSeparator(std::string_view headerLine) {
  headerLine = headerLine.substr(0, headerLine.find_first_of("\r\n"));
  constexpr std::array kSeparators{',', ';', '\t', '|'};
  return *std::ranges::max_element(kSeparators, {}, [&](char c) { return std::ranges::count(headerLine, c); });
}

ColumnWords columnWords(std::string_view name) {
  std::vector<std::string> words = wordsOf(name);
  ColumnWords out;
  if (words.size() > 1) {
    const auto unit = std::ranges::find(kUnitWords, words.back(), &UnitWord::word);
    if (unit != kUnitWords.end()) {
      out.unit = unit->unit;
      words.pop_back();
    }
  }
  for (const std::string& word : words)
    out.words += (out.words.empty() ? "" : "_") + word;
  return out;
}

std::optional<GuessedMapping> guessMapping(const std::vector<std::string>& header,
                                           const std::vector<std::vector<std::string>>& rows, char separator) {
  return Guess(header, rows, separator).run(separator);
}

} // namespace coldframe
