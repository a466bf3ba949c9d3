#include "sim/json/quantity.h"

#include "sim/units/format.h"
#include "sim/units/parse.h"

#include <cassert>
#include <cmath>

namespace coldframe {

namespace {

struct QuantityRow {
  ValueKind kind;
  std::string_view name;
  std::string_view example;
  std::string_view units; // alternatives of a regular expression
};

constexpr QuantityRow kQuantities[] = {
    {ValueKind::Duration, "a time", "\"300 s\"", "ns|us|µs|ms|s|min|h|d|day|days|week"},
    {ValueKind::Memory, "an amount of memory", "\"512 MB\"", "B|kB|[KMG]B|[KMGT]iB"},
    {ValueKind::Bytes, "an amount of data", "\"30 kB\"", "B|kB|[KMGT]B|[KMGT]iB"},
    {ValueKind::Rate, "a rate", "\"3.5 /s\"", "/s|/min|/h|/d|per second|per minute|per hour|per day"},
    {ValueKind::Bandwidth, "a bandwidth", "\"10 MB/s\"", "([kMGT]?B|[KMG]iB|[kMG]?bit)/s"},
    {ValueKind::Money, "an amount of money", "\"0.20 USD\"", "USD"},
};

const QuantityRow& row(ValueKind kind) {
  for (const QuantityRow& entry : kQuantities)
    if (entry.kind == kind)
      return entry;
  assert(false && "not a quantity");
  return kQuantities[0];
}

template <class T, class ToBase>
bool take(const Result<T>& parsed, ToBase toBase, double& base, std::string& what, std::string& expectation) {
  if (!parsed) {
    if (!parsed.error().problems.empty()) {
      what = parsed.error().problems.front().what;
      expectation = parsed.error().problems.front().expectation;
    }
    return false;
  }
  base = toBase(*parsed);
  return true;
}

} // namespace

bool isQuantity(ValueKind kind) {
  return kind >= ValueKind::Duration && kind <= ValueKind::Money;
}

std::string_view quantityName(ValueKind kind) {
  return row(kind).name;
}
std::string_view quantityExample(ValueKind kind) {
  return row(kind).example;
}

std::string quantityPattern(ValueKind kind, const FieldOptions& options) {
  const std::string bare = "([0-9]+\\.?[0-9]*|\\.[0-9]+)";
  if (kind == ValueKind::Money)
    return "^ *(\\$ *" + bare + "|" + bare + " *USD) *$";
  // Digits, or groups of three behind a comma; "_" may stand between any of them.
  const std::string run = "([0-9]{1,3}(,[0-9]{3})+|[0-9]+)";
  const std::string number = "(" + run + "(_" + run + ")*(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?";
  const std::string sign = kind == ValueKind::Duration && options.min < 0 && std::isfinite(options.min) ? "-?" : "";
  const std::string plain = sign + " *" + number + " *(" + std::string(row(kind).units) + ") *";
  return mayBeUnlimited(kind, options) ? "^(unlimited|" + plain + ")$" : "^" + plain + "$";
}

bool mayBeUnlimited(ValueKind kind, const FieldOptions& options) {
  return (kind == ValueKind::Duration || kind == ValueKind::Rate || kind == ValueKind::Bandwidth) &&
         std::isinf(options.max);
}

std::string writeBase(ValueKind kind, double base) {
  if (std::isinf(base) && isQuantity(kind))
    return "unlimited";
  constexpr double kMostWhole = 9.2e18;
  const auto whole = [](double x) {
    return static_cast<std::int64_t>(std::nearbyint(x > kMostWhole ? kMostWhole : x < -kMostWhole ? -kMostWhole : x));
  };
  switch (kind) {
  case ValueKind::Duration:
    return whole(base) < 0 ? "-" + writeDuration(Duration::nanoseconds(-whole(base)))
                           : writeDuration(Duration::nanoseconds(whole(base)));
  case ValueKind::Memory:
    return writeMemory(Memory::bytes(whole(base)));
  case ValueKind::Bytes:
    return writeBytes(Bytes::of(whole(base)));
  case ValueKind::Rate:
    return writeRate(Rate::perSecond(base));
  case ValueKind::Bandwidth:
    return writeBandwidth(Bandwidth::bytesPerSecond(base));
  case ValueKind::Money:
    return writeNumber(base) + " USD";
  default:
    return writeNumber(base);
  }
}

bool parseBase(ValueKind kind, std::string_view text, bool unlimited, double& base, std::string& what,
               std::string& expectation) {
  if (unlimited && text == "unlimited") {
    base = std::numeric_limits<double>::infinity();
    return true;
  }
  switch (kind) {
  case ValueKind::Duration:
    return take(
        parseDuration(text), [](Duration d) { return static_cast<double>(d.ns()); }, base, what, expectation);
  case ValueKind::Memory:
    return take(
        parseMemory(text), [](Memory m) { return static_cast<double>(m.inBytes()); }, base, what, expectation);
  case ValueKind::Bytes:
    return take(
        parseBytes(text), [](Bytes b) { return static_cast<double>(b.count()); }, base, what, expectation);
  case ValueKind::Rate:
    return take(
        parseRate(text), [](Rate r) { return r.inPerSecond(); }, base, what, expectation);
  case ValueKind::Bandwidth:
    return take(
        parseBandwidth(text), [](Bandwidth b) { return b.inBytesPerSecond(); }, base, what, expectation);
  default:
    return take(
        parseMoney(text), [](Money m) { return m.inUsd(); }, base, what, expectation);
  }
}

std::string rangeText(ValueKind kind, const FieldOptions& options) {
  const auto shown = [kind](double base) {
    return kind == ValueKind::Integer ? showCount(base) : writeBase(kind, base);
  };
  std::string text;
  if (std::isfinite(options.min))
    text = (options.aboveMin ? "more than " : "at least ") + shown(options.min);
  if (std::isfinite(options.max))
    text += (text.empty() ? "at most " : " and at most ") + shown(options.max);
  if (options.step > 0 && !(kind == ValueKind::Integer && options.step == 1))
    text += (text.empty() ? "in steps of " : ", in steps of ") + writeBase(kind, options.step);
  return text;
}

} // namespace coldframe
