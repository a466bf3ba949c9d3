// What the field tables of this folder share: JSON forms of types that only scenarios and profiles use.
#pragma once

#include "sim/json/field_table.h"
#include "sim/json/node.h"
#include "sim/platform/faas/faas_model.h"
#include "sim/platform/machine/machine_model.h"
#include "sim/scenario/scenario.h"
#include "sim/usage/usage_names.h"

#include <memory>

namespace coldframe {

// An object taken as it stands: overrides, which are read once they are merged over what they override.
template <>
struct JsonCodec<JsonNode> {
  static bool read(Reader& reader, const JsonNode& node, JsonNode& out, const FieldOptions& options);
  static JsonNode write(const JsonNode& value, const FieldOptions& options);
  static JsonNode schema(SchemaDefinitions& definitions, const FieldOptions& options);
};

// Instants from the start of the window, as a list of times in rising order.
using InstantList = std::shared_ptr<const std::vector<std::int64_t>>;
template <>
struct JsonCodec<InstantList> {
  static bool read(Reader& reader, const JsonNode& node, InstantList& out, const FieldOptions& options);
  static JsonNode write(const InstantList& value, const FieldOptions& options);
  static JsonNode schema(SchemaDefinitions& definitions, const FieldOptions& options);
};

template <>
struct EnumNames<Invocation> {
  static constexpr std::array<std::pair<Invocation, std::string_view>, 3> names{
      {{Invocation::Sync, "sync"}, {Invocation::Async, "async"}, {Invocation::Queue, "queue"}}};
};
template <>
struct EnumNames<MachineHours> {
  static constexpr std::array<std::pair<MachineHours, std::string_view>, 2> names{
      {{MachineHours::Always, "always"}, {MachineHours::PerJob, "per job"}}};
};
template <>
struct EnumNames<RecordedAs> {
  static constexpr std::array<std::pair<RecordedAs, std::string_view>, 2> names{
      {{RecordedAs::Stream, "stream"}, {RecordedAs::Job, "job"}}};
};
template <>
struct EnumNames<MinuteSpread> {
  static constexpr std::array<std::pair<MinuteSpread, std::string_view>, 3> names{
      {{MinuteSpread::Poisson, "poisson"}, {MinuteSpread::Even, "even"}, {MinuteSpread::Uniform, "uniform"}}};
};
template <>
struct EnumNames<Basis> {
  static constexpr std::array<std::pair<Basis, std::string_view>, 6> names{{{Basis::Published, "published"},
                                                                            {Basis::Measured, "measured"},
                                                                            {Basis::Documented, "documented"},
                                                                            {Basis::Derived, "derived"},
                                                                            {Basis::Fitted, "fitted"},
                                                                            {Basis::Assumed, "assumed"}}};
};

#define COLDFRAME_FIELDS(type)                                                                                         \
  template <>                                                                                                          \
  struct Fields<type> {                                                                                                \
    static const FieldTable<type>& table();                                                                            \
  }
COLDFRAME_FIELDS(WorkSpec);
COLDFRAME_FIELDS(JobSpec);
COLDFRAME_FIELDS(RequestSpec);
COLDFRAME_FIELDS(ConstantArrivals);
COLDFRAME_FIELDS(PoissonArrivals);
COLDFRAME_FIELDS(OnOffArrivals);
COLDFRAME_FIELDS(DiurnalArrivals);
COLDFRAME_FIELDS(PerMinuteCounts);
COLDFRAME_FIELDS(Timestamps);
COLDFRAME_FIELDS(Schedule);
COLDFRAME_FIELDS(InteractiveArrivals);
COLDFRAME_FIELDS(MeasuredAt);
COLDFRAME_FIELDS(JobWorkload);
COLDFRAME_FIELDS(RequestsWorkload);
COLDFRAME_FIELDS(CronWorkload);
COLDFRAME_FIELDS(TraceWorkload);
COLDFRAME_FIELDS(MonthBlock);
COLDFRAME_FIELDS(PlatformCommon);
COLDFRAME_FIELDS(LocalPlatform);
COLDFRAME_FIELDS(ProvisionedEntry);
COLDFRAME_FIELDS(KeepWarm);
COLDFRAME_FIELDS(FaasPlatform);
COLDFRAME_FIELDS(FleetPlatform);
COLDFRAME_FIELDS(Objective);
COLDFRAME_FIELDS(SourceNote);
COLDFRAME_FIELDS(HeldAgainst);
COLDFRAME_FIELDS(FittedInput);
#undef COLDFRAME_FIELDS

template <>
struct Variants<ArrivalSpec> {
  static const TaggedVariant<ArrivalSpec>& table();
};

} // namespace coldframe
