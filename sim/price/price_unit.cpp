#include "sim/price/price_unit.h"

#include "sim/json/node.h"
#include "sim/json/reader.h"
#include "sim/units/parse.h"

#include <array>
#include <cassert>

namespace coldframe {

namespace {

constexpr std::int64_t kHourNs = 3'600'000'000'000;
constexpr std::int64_t kMemoryGb = 1'073'741'824;

constexpr std::array<PriceUnit, 21> kUnits{{
    {"request", Dimension::Count, 1, false},
    {"k requests", Dimension::Count, 1'000, false},
    {"M requests", Dimension::Count, 1'000'000, false},
    {"event", Dimension::Count, 1, false},
    {"k events", Dimension::Count, 1'000, false},
    {"M events", Dimension::Count, 1'000'000, false},
    {"GB-s", Dimension::MemoryTime, kMemoryGb * 1'000, false},
    {"GB-h", Dimension::MemoryTime, kMemoryGb * 3'600'000, false},
    {"GB", Dimension::Data, 1'000'000'000, false},
    {"TB", Dimension::Data, 1'000'000'000'000, false},
    {"s", Dimension::Time, 1'000'000'000, false},
    {"h", Dimension::Time, kHourNs, false},
    {"vCPU-h", Dimension::Time, kHourNs, false},
    {"vCPU-s", Dimension::Time, 1'000'000'000, false},
    {"GHz-s", Dimension::Time, 1'000'000'000, false},
    {"LCU-h", Dimension::Time, kHourNs, false},
    {"M min", Dimension::Time, 60'000'000'000'000'000, false},
    {"GB-month", Dimension::DiskTime, 1, true},
    {"disk GB-h", Dimension::DiskTime, 3'600'000, false},
    {"IOPS-month", Dimension::RateTime, 1, true},
    {"MBps-month", Dimension::RateTime, 1, true},
}};

constexpr Money::Atto kOne = Money::kAttoPerUsd;
constexpr std::int64_t kMillionths = 1'000'000;

// How a quantity of this unit is counted before the length of the month is known.
std::int64_t countedIn(const PriceUnit& unit) {
  return unit.monthly ? kMillionths : unit.factor;
}

std::string allUnits() {
  std::string text;
  for (const PriceUnit& unit : kUnits)
    text += (text.empty() ? "" : ", ") + std::string(unit.name);
  return text;
}

template <class T>
bool readText(Reader& reader, const JsonNode& node, T& out, Result<T> (*parse)(std::string_view),
              const char* expectation) {
  if (!node.isString())
    return reader.wrong(node, "a text is due here", expectation);
  Result<T> parsed = parse(node.asString());
  if (!parsed) {
    const Problem& problem = parsed.error().problems.front();
    return reader.wrong(node, problem.what, problem.expectation);
  }
  out = *parsed;
  return true;
}

JsonNode textSchema(const char* pattern, const FieldOptions& options) {
  JsonNode schema = JsonNode::object();
  schema.add("type", JsonNode::string("string"));
  schema.add("pattern", JsonNode::string(pattern));
  if (!options.help.empty())
    schema.add("description", JsonNode::string(std::string(options.help)));
  return schema;
}

constexpr const char* kPriceExample = "an amount, USD and a unit, e.g. \"0.20 USD/M requests\"";
constexpr const char* kQuantityExample = "a number and a unit, e.g. \"400000 GB-s\"";

} // namespace

Money::Atto PriceUnit::inBase(Duration month) const {
  assert(!monthly || month >= Duration::milliseconds(1));
  return monthly ? static_cast<Money::Atto>(factor) * (month.ns() / 1'000'000) : factor;
}

Money::Atto UnitQuantity::inBase(Duration month) const {
  return unit.monthly ? Money::atto(base).times(month.ns(), kMillionths * 1'000'000).inAtto() : base;
}

const PriceUnit* findUnit(std::string_view name) {
  for (const PriceUnit& unit : kUnits)
    if (unit.name == name)
      return &unit;
  return nullptr;
}

std::vector<std::string> unitNames(Dimension dimension) {
  std::vector<std::string> names;
  for (const PriceUnit& unit : kUnits)
    if (unit.dimension == dimension)
      names.emplace_back(unit.name);
  return names;
}

Result<UnitPrice> parseUnitPrice(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos)
    return wrongText(text, "a price needs \"/\" and what it is for", kPriceExample);
  const auto money = parseMoney(text.substr(0, slash));
  if (!money)
    return wrongText(text, money.error().problems.front().what, kPriceExample);
  const PriceUnit* unit = findUnit(text.substr(slash + 1));
  if (unit == nullptr)
    return wrongText(text, "this unit is not known", "one of " + allUnits());
  if (*money < Money())
    return wrongText(text, "a price is never negative", kPriceExample);
  return UnitPrice{*money, *unit};
}

std::string writeUnitPrice(const UnitPrice& price) {
  return price.price.decimal() + " USD/" + std::string(price.unit.name);
}

Result<UnitQuantity> parseUnitQuantity(std::string_view text) {
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos)
    return wrongText(text, "a quantity needs a unit", kQuantityExample);
  const PriceUnit* unit = findUnit(text.substr(space + 1));
  if (unit == nullptr)
    return wrongText(text, "this unit is not known", "one of " + allUnits());
  const auto number = parseDecimalMoney(text.substr(0, space));
  constexpr std::int64_t kMost = 1'000'000'000'000'000;
  if (!number || *number < Money() || *number > Money::usd(kMost))
    return wrongText(text, "this is not a quantity", kQuantityExample);
  return UnitQuantity{number->times(countedIn(*unit), kOne).inAtto(), *unit};
}

std::string writeUnitQuantity(const UnitQuantity& quantity) {
  return Money::atto(quantity.base).times(kOne, countedIn(quantity.unit)).decimal() + " " +
         std::string(quantity.unit.name);
}

std::string showQuantity(Money::Atto quantity, Money::Atto unitInBase) {
  std::string text = Money::atto(quantity).times(kOne, unitInBase).decimal(6);
  while (text.back() == '0')
    text.pop_back();
  if (text.back() == '.')
    text.pop_back();
  return text;
}

bool JsonCodec<UnitPrice>::read(Reader& reader, const JsonNode& node, UnitPrice& out, const FieldOptions&) {
  return readText(reader, node, out, &parseUnitPrice, kPriceExample);
}
JsonNode JsonCodec<UnitPrice>::write(const UnitPrice& value, const FieldOptions&) {
  return JsonNode::string(writeUnitPrice(value));
}
JsonNode JsonCodec<UnitPrice>::schema(SchemaDefinitions&, const FieldOptions& options) {
  return textSchema("^ *(\\$ *)?[0-9.]+ *(USD)? */[A-Za-z -]+$", options);
}

bool JsonCodec<UnitQuantity>::read(Reader& reader, const JsonNode& node, UnitQuantity& out, const FieldOptions&) {
  return readText(reader, node, out, &parseUnitQuantity, kQuantityExample);
}
JsonNode JsonCodec<UnitQuantity>::write(const UnitQuantity& value, const FieldOptions&) {
  return JsonNode::string(writeUnitQuantity(value));
}
JsonNode JsonCodec<UnitQuantity>::schema(SchemaDefinitions&, const FieldOptions& options) {
  return textSchema("^[0-9.]+ [A-Za-z][A-Za-z -]*$", options);
}

} // namespace coldframe
