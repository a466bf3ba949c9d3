// Configuration structs that use every member type once, for the tests of reader, writer and schema.
#pragma once

#include "sim/json/field_table.h"
#include "sim/json/node.h"

#include <variant>

namespace coldframe {

enum class Colour { Red, Green };
template <>
struct EnumNames<Colour> {
  static constexpr std::array<std::pair<Colour, std::string_view>, 2> names{
      {{Colour::Red, "red"}, {Colour::Green, "green"}}};
};

struct SampleInner {
  Duration wait = Duration::seconds(5);
  std::int64_t tries = 3;
  bool operator==(const SampleInner&) const = default;
};
struct SampleFlat {
  std::string note = "none";
  double low = 0;
  double high = 1;
  bool operator==(const SampleFlat&) const = default;
};
struct SampleCircle {
  double radius = 1;
  bool operator==(const SampleCircle&) const = default;
};
struct SampleSquare {
  double side = 1;
  SampleInner inner;
  bool operator==(const SampleSquare&) const = default;
};
using SampleShape = std::variant<SampleCircle, SampleSquare>;

struct Sample {
  bool on = true;
  int small = 1;
  std::int64_t whole = -5;
  std::uint32_t count = 2;
  std::uint64_t seed = 1;
  double ratio = 0.5;
  std::string name;
  Duration time = Duration::seconds(1);
  Duration shift;
  Memory memory = Memory::mb(512);
  Bytes data = Bytes::of(30'000);
  Rate rate = Rate::unlimited();
  Bandwidth width = Bandwidth::unlimited();
  Money price = Money::usd(2);
  Colour colour = Colour::Green;
  std::optional<Duration> maybe;
  std::vector<Memory> sizes{Memory::mb(128)};
  std::map<std::string, double> weights{{"a", 1.5}};
  SampleInner inner{Duration::seconds(9), 4};
  std::vector<SampleInner> inners;
  SampleFlat flat;
  SampleShape shape;
  bool operator==(const Sample&) const = default;
};

template <>
struct Fields<SampleInner> {
  static const FieldTable<SampleInner>& table();
};
template <>
struct Fields<SampleFlat> {
  static const FieldTable<SampleFlat>& table();
};
template <>
struct Fields<SampleCircle> {
  static const FieldTable<SampleCircle>& table();
};
template <>
struct Fields<SampleSquare> {
  static const FieldTable<SampleSquare>& table();
};
template <>
struct Variants<SampleShape> {
  static const TaggedVariant<SampleShape>& table();
};
template <>
struct Fields<Sample> {
  static const FieldTable<Sample>& table();
};

} // namespace coldframe
