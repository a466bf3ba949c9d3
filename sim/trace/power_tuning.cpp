#include "sim/trace/power_tuning.h"

#include "sim/base/in_quotes.h"
#include "sim/json/document.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

namespace coldframe {

namespace {

constexpr std::string_view kLinkHost = "lambda-power-tuning.show";
constexpr std::size_t kMostPoints = 10'240; // one a MB
constexpr double kMostMilliseconds = 1e8;
constexpr double kMostUsd = 1e6;

int sextet(char c) {
  if (c >= 'A' && c <= 'Z')
    return c - 'A';
  if (c >= 'a' && c <= 'z')
    return c - 'a' + 26;
  if (c >= '0' && c <= '9')
    return c - '0' + 52;
  return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

std::string undoPercents(std::string_view text) {
  const auto hex = [](char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
  };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
      out += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  return out;
}

std::optional<std::vector<std::uint8_t>> fromBase64(std::string_view text) {
  while (text.ends_with('='))
    text.remove_suffix(1);
  std::vector<std::uint8_t> bytes;
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (const char c : text) {
    const int value = sextet(c);
    if (value < 0)
      return std::nullopt;
    held = (held << 6U) | static_cast<std::uint32_t>(value);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push_back(static_cast<std::uint8_t>((held >> bits) & 0xFFU));
    }
  }
  return bytes;
}

std::uint32_t littleEndian(const std::vector<std::uint8_t>& bytes, std::size_t at, std::size_t width) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < width; ++i)
    value |= std::uint32_t{bytes[at + i]} << (8U * i);
  return value;
}

float floatAt(const std::vector<std::uint8_t>& bytes, std::size_t index) {
  return std::bit_cast<float>(littleEndian(bytes, 4 * index, 4));
}

std::optional<Money> moneyOf(double usd) {
  if (!(usd >= 0) || usd > kMostUsd)
    return std::nullopt;
  return Money::atto(static_cast<Money::Atto>(std::nearbyint(usd * 1e18)));
}

std::optional<double> numberOf(const JsonNode* node) {
  if (node == nullptr)
    return std::nullopt;
  if (node->isNumeric())
    return node->asNumber();
  // The tool writes "power" as text.
  if (node->isString() && !node->asString().empty() && node->asString().size() < 12 &&
      std::ranges::all_of(node->asString(), [](char c) { return c >= '0' && c <= '9'; }))
    return static_cast<double>(std::stoll(node->asString()));
  return std::nullopt;
}

class Reading {
public:
  void add(std::optional<double> mb, std::optional<double> milliseconds, std::optional<double> usd) {
    if (!mb || !(*mb >= 1) || *mb > 1e6 || *mb != std::floor(*mb))
      return leaveOut("a point without a whole memory size in MB");
    const auto size = static_cast<std::int64_t>(*mb);
    if (!milliseconds || !(*milliseconds > 0) || *milliseconds > kMostMilliseconds)
      return leaveOut("no usable duration at " + std::to_string(size) + " MB");
    PowerPoint point{Memory::mb(size), Duration::fromSeconds(*milliseconds / 1e3), std::nullopt};
    if (usd)
      point.cost = moneyOf(*usd);
    if (std::ranges::find(tuning.points, point.memory, &PowerPoint::memory) != tuning.points.end())
      return leaveOut("a second point at " + std::to_string(size) + " MB");
    if (tuning.points.size() < kMostPoints)
      tuning.points.push_back(point);
  }

  // The fragment of a visualization link. False: it is none.
  bool addLink(std::string_view link) {
    const std::size_t hash = link.find('#');
    if (hash == std::string_view::npos)
      return false;
    std::string_view fragment = link.substr(hash + 1);
    fragment = fragment.substr(0, fragment.find_first_of(" \t\r\n\"'>)"));
    const std::string plain = undoPercents(fragment);
    const std::size_t first = plain.find(';');
    const std::size_t second = first == std::string::npos ? first : plain.find(';', first + 1);
    if (second == std::string::npos)
      return false;
    const std::string_view all(plain);
    const std::string_view costText = all.substr(second + 1, all.find(';', second + 1) - second - 1);
    const auto sizes = fromBase64(all.substr(0, first));
    const auto times = fromBase64(all.substr(first + 1, second - first - 1));
    const auto costs = fromBase64(costText);
    if (!sizes || !times || !costs || times->size() % 4 != 0 || costs->size() % 4 != 0)
      return false;
    const std::size_t count = times->size() / 4;
    const std::size_t width = sizes->size() == 4 * count ? 4 : 2;
    if (count == 0 || count > kMostPoints || sizes->size() != width * count)
      return false;
    for (std::size_t i = 0; i < count; ++i)
      add(static_cast<double>(littleEndian(*sizes, width * i, width)), static_cast<double>(floatAt(*times, i)),
          costs->size() == 4 * count ? std::optional(static_cast<double>(floatAt(*costs, i))) : std::nullopt);
    return true;
  }

  void leaveOut(std::string why) {
    if (tuning.leftOut.size() < 100)
      tuning.leftOut.push_back(std::move(why));
  }

  PowerTuning tuning;
};

// The tool's object may be wrapped in "results", and that in the output of its state machine.
const JsonNode* resultOf(const JsonNode& root) {
  const JsonNode* node = &root;
  for (int depth = 0; depth < 4; ++depth) {
    if (node->find("stats") != nullptr || node->find("stateMachine") != nullptr || node->find("power") != nullptr)
      return node;
    const JsonNode* inner = node->find("results");
    if (inner == nullptr)
      inner = node->find("output");
    if (inner == nullptr)
      return nullptr;
    node = inner;
  }
  return nullptr;
}

void readStats(const JsonNode& stats, Reading& reading) {
  for (std::size_t i = 0; i < std::min(stats.size(), kMostPoints); ++i) {
    const JsonNode& point = stats.at(i);
    const auto either = [&point](std::string_view a, std::string_view b) {
      const JsonNode* node = point.find(a);
      return numberOf(node != nullptr ? node : point.find(b));
    };
    reading.add(either("value", "power"), either("averageDuration", "duration"), either("averagePrice", "cost"));
  }
}

tl::unexpected<Error> refuse(const std::string& fileName, std::string what) {
  Problem problem;
  problem.file = fileName;
  problem.what = std::move(what);
  problem.expectation = "the JSON result of AWS Lambda Power Tuning, or its visualization link";
  return failure(Error{ErrorKind::Input, {std::move(problem)}});
}

Result<PowerTuning> finish(Reading& reading, const std::string& fileName) {
  if (reading.tuning.points.empty())
    return refuse(fileName, reading.tuning.leftOut.empty() ? "there is no memory size with its duration in it"
                                                           : reading.tuning.leftOut.front());
  std::ranges::sort(reading.tuning.points, {}, &PowerPoint::memory);
  return std::move(reading.tuning);
}

} // namespace

bool isPowerTuning(std::string_view text) {
  const std::string_view begin = text.substr(0, std::size_t{1} << 16);
  if (begin.find(kLinkHost) != std::string_view::npos && begin.find('#') != std::string_view::npos)
    return true;
  if (begin.find('{') == std::string_view::npos)
    return false;
  const bool stats = begin.find("\"averageDuration\"") != std::string_view::npos &&
                     begin.find("\"averagePrice\"") != std::string_view::npos;
  return stats || (begin.find("\"stateMachine\"") != std::string_view::npos &&
                   begin.find("\"power\"") != std::string_view::npos);
}

Result<PowerTuning> readPowerTuning(std::string_view text, const std::string& fileName) {
  Reading reading;
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos)
    return refuse(fileName, "the file is empty");
  if (text[first] != '{') {
    const std::size_t host = text.find(kLinkHost);
    if (host == std::string_view::npos || !reading.addLink(text.substr(host)))
      return refuse(fileName, "this link holds no table of memory sizes, times and costs");
    return finish(reading, fileName);
  }
  JsonLimits limits;
  limits.values = 200'000;
  const auto document = JsonDocument::parse(text, fileName, limits);
  if (!document)
    return failure(document.error());
  const JsonNode* result = resultOf(document->root());
  if (result == nullptr)
    return refuse(fileName, "this object is no result of the tool");
  if (const JsonNode* stats = result->find("stats"); stats != nullptr && stats->isArray())
    readStats(*stats, reading);
  const JsonNode* machine = result->find("stateMachine");
  if (machine != nullptr) {
    if (const auto usd = numberOf(machine->find("executionCost")))
      reading.tuning.executionCost = moneyOf(*usd);
    if (const auto usd = numberOf(machine->find("lambdaCost")))
      reading.tuning.lambdaCost = moneyOf(*usd);
    const JsonNode* link = machine->find("visualization");
    if (reading.tuning.points.empty() && link != nullptr && link->isString() && !reading.addLink(link->asString()))
      reading.leaveOut("the link " + inQuotes(link->asString()) + " holds no table");
  }
  const auto power = numberOf(result->find("power"));
  if (power && *power >= 1 && *power <= 1e6)
    reading.tuning.chosen = Memory::mb(static_cast<std::int64_t>(*power));
  if (reading.tuning.points.empty() && power)
    reading.add(power, numberOf(result->find("duration")), numberOf(result->find("cost")));
  return finish(reading, fileName);
}

} // namespace coldframe
