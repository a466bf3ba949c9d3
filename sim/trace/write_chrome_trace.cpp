#include "sim/trace/write_chrome_trace.h"

#include "sim/trace/client_clock.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <queue>
#include <utility>
#include <vector>

namespace coldframe {

namespace {

struct Part {
  std::string_view name;
  Stamp from;
  Stamp to;
};
// What a call is made of, on the track of its environment.
constexpr std::array<Part, 4> kParts{{{"set-up", Stamp::Start, Stamp::SetupDone},
                                      {"before the function", Stamp::SetupDone, Stamp::FuncStart},
                                      {"function", Stamp::FuncStart, Stamp::FuncEnd},
                                      {"finish", Stamp::FuncEnd, Stamp::End}}};
constexpr int kWorkerSide = 1; // processes of the viewer
constexpr int kClientSide = 2;

void appendText(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\')
      out += '\\';
    if (static_cast<unsigned char>(c) >= 0x20)
      out += c;
  }
  out += '"';
}

// ns as µs with three decimals; never through a double.
void appendMicros(std::string& out, std::int64_t ns) {
  char text[32];
  const bool negative = ns < 0;
  const std::uint64_t size = negative ? 0 - static_cast<std::uint64_t>(ns) : static_cast<std::uint64_t>(ns);
  std::snprintf(text, sizeof text, "%s%llu.%03llu", negative ? "-" : "", static_cast<unsigned long long>(size / 1000),
                static_cast<unsigned long long>(size % 1000));
  out += text;
}

struct Running {
  std::int64_t from;
  std::int64_t to;
  std::size_t row;
};

class ChromeWriter {
public:
  explicit ChromeWriter(const Trace& trace) : m_trace(trace) {}

  std::string write() {
    m_out = "{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n";
    processName(kWorkerSide, "environments");
    processName(kClientSide, "client");
    trackName(kClientSide, 0, "calls");
    collect();
    const std::vector<std::int64_t> tracks = tracksOf();
    for (std::size_t i = 0; i < m_running.size(); ++i)
      call(m_running[i], tracks[i]);
    notStarted();
    counter("running", m_changes);
    counter("waiting", m_waiting);
    m_out += "\n]}\n";
    return std::move(m_out);
  }

private:
  void begin(char kind, int process, std::int64_t track, std::int64_t at) {
    m_out += m_first ? "" : ",\n";
    m_first = false;
    m_out += "{\"ph\":\"";
    m_out += kind;
    m_out += "\",\"pid\":" + std::to_string(process) + ",\"tid\":" + std::to_string(track) + ",\"ts\":";
    appendMicros(m_out, at);
    m_out += ",\"name\":";
  }
  void processName(int process, std::string_view name) {
    begin('M', process, 0, 0);
    m_out += "\"process_name\",\"args\":{\"name\":";
    appendText(m_out, name);
    m_out += "}}";
  }
  void trackName(int process, std::int64_t track, std::string_view name) {
    begin('M', process, track, 0);
    m_out += "\"thread_name\",\"args\":{\"name\":";
    appendText(m_out, name);
    m_out += "}}";
  }
  void complete(std::int64_t track, std::string_view name, std::int64_t from, std::int64_t to) {
    begin('X', kWorkerSide, track, from);
    appendText(m_out, name);
    m_out += ",\"dur\":";
    appendMicros(m_out, to - from);
  }

  void collect() {
    for (std::size_t row = 0; row < m_trace.rows(); ++row) {
      const auto start = onClientClock(m_trace, Stamp::Start, row);
      const auto end = onClientClock(m_trace, Stamp::End, row);
      auto submit = onClientClock(m_trace, Stamp::Submit, row);
      if (!submit)
        submit = onClientClock(m_trace, Stamp::Invoke, row);
      if (submit && start && *start >= *submit) {
        m_waiting.emplace_back(*submit, 1);
        m_waiting.emplace_back(*start, -1);
      }
      if (start && end && *end >= *start) {
        m_running.push_back({*start, *end, row});
        m_changes.emplace_back(*start, 1);
        m_changes.emplace_back(*end, -1);
      }
    }
    std::ranges::stable_sort(m_running, {}, &Running::from);
  }

  // The environment's or worker's number; the first spare track that is free where there is none, or where it has a
  // call already (an environment that takes several, or an end that a log dates late): slices of a track must nest.
  std::vector<std::int64_t> tracksOf() {
    std::vector<std::int64_t> tracks;
    tracks.reserve(m_running.size());
    const Count column = m_trace.has(Count::Environment) ? Count::Environment : Count::Worker;
    using Ends = std::pair<std::int64_t, std::int64_t>; // end, track
    std::priority_queue<std::int64_t, std::vector<std::int64_t>, std::greater<>> free;
    std::priority_queue<Ends, std::vector<Ends>, std::greater<>> busy;
    std::int64_t made = 0;
    std::int64_t numbered = 0;
    std::map<std::int64_t, std::int64_t> endOfTrack; // of those with a number
    if (m_trace.has(column)) {
      for (const std::int64_t number : m_trace.column(column))
        if (number != kMissing)
          numbered = std::max(numbered, number + 1);
    }
    for (const Running& call : m_running) {
      if (const auto number = m_trace.count(column, call.row)) {
        const auto [last, isNew] = endOfTrack.try_emplace(*number + 1, call.to);
        if (isNew || last->second <= call.from) {
          last->second = call.to;
          tracks.push_back(*number + 1);
          continue;
        }
      }
      while (!busy.empty() && busy.top().first <= call.from) {
        free.push(busy.top().second);
        busy.pop();
      }
      if (free.empty())
        free.push(numbered + ++made);
      tracks.push_back(free.top());
      free.pop();
      busy.emplace(call.to, tracks.back());
    }
    const auto& names = m_trace.names(column);
    for (const auto& [track, end] : endOfTrack) {
      const auto number = static_cast<std::size_t>(track - 1);
      trackName(kWorkerSide, track,
                number < names.size()
                    ? names[number]
                    : std::string(kCountNames[static_cast<std::size_t>(column)]) + " " + std::to_string(number));
    }
    for (std::int64_t i = 1; i <= made; ++i)
      trackName(kWorkerSide, numbered + i, "slot " + std::to_string(i));
    return tracks;
  }

  std::string callName(std::size_t row) const {
    const auto call = m_trace.count(Count::Call, row);
    std::string name = "call " + std::to_string(call.value_or(static_cast<std::int64_t>(row)));
    const auto& functions = m_trace.names(Count::Function);
    const auto function = m_trace.count(Count::Function, row);
    if (function && *function >= 0 && static_cast<std::size_t>(*function) < functions.size())
      name += " " + functions[static_cast<std::size_t>(*function)];
    return name;
  }

  void call(const Running& running, std::int64_t track) {
    const std::size_t row = running.row;
    complete(track, callName(row), running.from, running.to);
    m_out += ",\"cat\":\"call\",\"args\":{\"outcome\":";
    appendText(m_out, kOutcomeNames[static_cast<std::size_t>(m_trace.outcome(row))]);
    m_out += ",\"cold\":";
    appendText(m_out, kColdNames[static_cast<std::size_t>(m_trace.cold(row))]);
    for (const Count column : {Count::Attempt, Count::Stage, Count::Memory, Count::PeakMemory, Count::Items})
      if (const auto value = m_trace.count(column, row)) {
        m_out += ",";
        appendText(m_out, kCountNames[static_cast<std::size_t>(column)]);
        m_out += ":" + std::to_string(*value);
      }
    if (const auto submit = onClientClock(m_trace, Stamp::Submit, row); submit && *submit <= running.from) {
      m_out += ",\"waited_us\":";
      appendMicros(m_out, running.from - *submit);
    }
    m_out += "}}";
    // Where the worker does not say when set-up was done, the time before the function is one part.
    Stamp before = Stamp::Start;
    for (const Part& part : kParts) {
      const auto to = onClientClock(m_trace, part.to, row);
      const auto from = onClientClock(m_trace, before, row);
      if (!to)
        continue;
      before = part.to;
      if (!from || *to <= *from || *from < running.from || *to > running.to)
        continue;
      complete(track, part.name, *from, *to);
      m_out += ",\"cat\":\"phase\"}";
    }
  }

  void notStarted() {
    for (std::size_t row = 0; row < m_trace.rows(); ++row) {
      if (onClientClock(m_trace, Stamp::Start, row))
        continue;
      auto at = onClientClock(m_trace, Stamp::Submit, row);
      if (!at)
        at = onClientClock(m_trace, Stamp::Invoke, row);
      if (!at)
        continue;
      begin('i', kClientSide, 0, *at);
      appendText(m_out,
                 callName(row) + ": " + std::string(kOutcomeNames[static_cast<std::size_t>(m_trace.outcome(row))]));
      m_out += ",\"s\":\"t\"}";
    }
  }

  void counter(std::string_view name, std::vector<std::pair<std::int64_t, int>>& changes) {
    std::ranges::sort(changes);
    std::int64_t value = 0;
    for (std::size_t i = 0; i < changes.size(); ++i) {
      value += changes[i].second;
      if (i + 1 < changes.size() && changes[i + 1].first == changes[i].first)
        continue; // one value an instant
      begin('C', kClientSide, 0, changes[i].first);
      appendText(m_out, name);
      m_out += ",\"args\":{\"calls\":" + std::to_string(value) + "}}";
    }
  }

  const Trace& m_trace;
  std::string m_out;
  bool m_first = true;
  std::vector<Running> m_running;
  std::vector<std::pair<std::int64_t, int>> m_changes;
  std::vector<std::pair<std::int64_t, int>> m_waiting;
};

} // namespace

std::string writeChromeTrace(const Trace& trace) {
  return ChromeWriter(trace).write();
}

} // namespace coldframe
