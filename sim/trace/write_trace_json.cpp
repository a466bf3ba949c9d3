#include "sim/json/node.h"
#include "sim/trace/trace_json.h"
#include "sim/units/format.h"

#include <array>
#include <charconv>

namespace coldframe {

namespace {

void appendNumber(std::string& text, std::int64_t n) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), n).ptr;
  text.append(digits.data(), end);
}

std::string quoted(std::string_view text) {
  return writeJsonLine(JsonNode::string(std::string(text)));
}

void appendDeltas(std::string& text, const std::vector<std::int64_t>& column) {
  text += '[';
  // Differences wrap around as two's complement does, so that any two values have one.
  std::uint64_t before = 0;
  for (std::size_t i = 0; i < column.size(); ++i) {
    if (i > 0)
      text += ',';
    if (column[i] == kMissing) {
      text += "null";
      continue;
    }
    const auto value = static_cast<std::uint64_t>(column[i]);
    appendNumber(text, static_cast<std::int64_t>(value - before));
    before = value;
  }
  text += ']';
}

template <std::size_t N>
void appendWords(std::string& text, const std::array<std::string_view, N>& words) {
  text += '[';
  for (std::size_t i = 0; i < N; ++i)
    text += (i > 0 ? "," : "") + quoted(words[i]);
  text += ']';
}

template <class E>
void appendCodes(std::string& text, const std::vector<E>& codes) {
  text += '[';
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (i > 0)
      text += ',';
    appendNumber(text, static_cast<std::int64_t>(codes[i]));
  }
  text += ']';
}

} // namespace

std::string writeTraceJson(const Trace& trace) {
  std::string text = "{\n\"schema\":\"coldframe.trace/1\",\n\"name\":" + quoted(trace.name()) +
                     ",\n\"source\":" + quoted(trace.source()) + ",\n\"rows\":" + std::to_string(trace.rows());
  if (trace.epoch())
    text += ",\n\"epoch\":" + quoted(writeInstant(*trace.epoch()));
  if (trace.workerSkewNs() != 0)
    text += ",\n\"worker_skew_ns\":" + std::to_string(trace.workerSkewNs());

  std::string clocks;
  std::string columns;
  std::string names;
  const auto add = [&columns](std::string_view name, const std::vector<std::int64_t>& column) {
    columns += (columns.empty() ? "\n" : ",\n") + quoted(name) + ":";
    appendDeltas(columns, column);
  };
  for (std::size_t i = 0; i < kStampCount; ++i) {
    const auto stamp = static_cast<Stamp>(i);
    if (!trace.has(stamp))
      continue;
    add(kStampNames[i], trace.column(stamp));
    clocks +=
        (clocks.empty() ? "" : ",") + quoted(kStampNames[i]) + (isClientStamp(stamp) ? ":\"client\"" : ":\"worker\"");
  }
  for (std::size_t i = 0; i < kCountCount; ++i) {
    const auto count = static_cast<Count>(i);
    if (trace.has(count))
      add(kCountNames[i], trace.column(count));
    if (trace.names(count).empty())
      continue;
    names += (names.empty() ? "\n" : ",\n") + quoted(kCountNames[i]) + ":[";
    for (std::size_t n = 0; n < trace.names(count).size(); ++n)
      names += (n > 0 ? "," : "") + quoted(trace.names(count)[n]);
    names += ']';
  }
  text += ",\n\"clocks\":{" + clocks + "},\n\"columns\":{" + columns + "},\n\"names\":{" + names + "}";
  if (trace.hasCold()) {
    text += ",\n\"cold_words\":";
    appendWords(text, kColdNames);
    text += ",\n\"cold\":";
    std::vector<Cold> cold(trace.rows());
    for (std::size_t row = 0; row < trace.rows(); ++row)
      cold[row] = trace.cold(row);
    appendCodes(text, cold);
  }
  text += ",\n\"outcome_words\":";
  appendWords(text, kOutcomeNames);
  text += ",\n\"outcome\":";
  std::vector<CallOutcome> outcomes(trace.rows());
  for (std::size_t row = 0; row < trace.rows(); ++row)
    outcomes[row] = trace.outcome(row);
  appendCodes(text, outcomes);
  text += "\n}\n";
  return text;
}

} // namespace coldframe
