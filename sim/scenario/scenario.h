// A scenario as its file says it: work, platforms and surroundings, in the words of the file. Names of profiles and
// books are not looked up here; that is done by bind() and resolve(). The JSON form is docs/scenario.md's and the
// schema's.
#pragma once

#include "sim/base/result.h"
#include "sim/executor/executor_profile.h"
#include "sim/json/document.h"
#include "sim/json/field_table.h"
#include "sim/platform/faas/faas_model.h"
#include "sim/platform/machine/machine_model.h"
#include "sim/workload/demand.h"
#include "sim/workload/surroundings.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace coldframe {

inline constexpr std::string_view kScenarioSchema = "coldframe.scenario/1";

// An instant, ns since 1970; in files "2020-04-24T17:53:33Z" or a date.
struct Instant {
  std::int64_t ns = 0;
  bool operator==(const Instant&) const = default;
};

// Where the CPU part of the work was measured: on a platform of this scenario, at a memory size for functions. Without
// it, CPU time is that of the reference vCPU.
struct MeasuredAt {
  std::string platform;         // an id of this scenario
  std::optional<Memory> memory; // of a function; its own when not said
};

struct JobWorkload {
  JobSpec job;
  std::optional<MeasuredAt> measuredAt;
};

struct RequestsWorkload {
  RequestSpec request;
  ArrivalSpec arrivals = PoissonArrivals{};
  std::optional<MeasuredAt> measuredAt;
};

struct CronWorkload {
  Schedule schedule;
  RequestSpec request;
  std::optional<MeasuredAt> measuredAt;
};

// Whether the calls of a recording come again as they came, or all at once, as the tasks of one job.
enum class RecordedAs : std::uint8_t { Stream, Job };

// A recorded run or invocation log as load: its arrivals and its running times.
struct TraceWorkload {
  std::string file;              // beside the scenario file unless absolute
  std::vector<std::string> with; // files that belong to it (Azure Functions 2019), beside it too
  std::string mapping;           // of a CSV with other columns ("coldframe.csv-mapping/1"), beside it too
  RecordedAs as = RecordedAs::Stream;
  double cpuShare = 1; // of each recorded running time; the rest is I/O
  WorkSpec unrecorded; // of calls whose running time the file does not tell
  RequestSpec request; // memory and data; without a memory, the recorded peak of each call
  std::optional<MeasuredAt> measuredAt;
};

using Workload = std::variant<JobWorkload, RequestsWorkload, CronWorkload, TraceWorkload>;

// Whether it is done once it is done, rather than a stream of requests.
inline bool isJob(const Workload& workload) {
  const auto* recording = std::get_if<TraceWorkload>(&workload);
  return std::holds_alternative<JobWorkload>(workload) || (recording != nullptr && recording->as == RecordedAs::Job);
}

struct MonthBlock {
  Duration length = Duration::hours(730);
  std::int64_t runs = 1;               // of a job, spread evenly
  std::optional<ArrivalSpec> arrivals; // of a job's runs, instead of `runs`
};

// What all kinds of platforms have.
struct PlatformCommon {
  std::string id;
  std::string label;  // for people; the id when empty
  std::string prices; // instead of the scenario's book
  bool paidFor = false;
  bool enabled = true;                // false: it is kept in the file, but not compared
  std::optional<FrontDoor> frontDoor; // instead of the scenario's
  std::string executor = "none";
  JsonNode executorOverrides = JsonNode::object();
};

struct LocalPlatform {
  PlatformCommon common;
  std::int64_t cores = 1;
  std::int64_t parallel = 0; // tasks at a time; 0: by the rule of slots
  double speed = 1;
  double smtYield = 1;
  Memory memory;
  Distribution noise = Scalar{1};
  std::optional<std::int64_t> attempts; // see FleetPlatform
  std::int64_t queueLimit = -1;
  Distribution patience;
};

struct ProvisionedEntry {
  Duration at;
  std::int64_t environments = 0;
};

struct FaasPlatform {
  PlatformCommon common;
  std::string profile;
  JsonNode overrides = JsonNode::object(); // merged over the profile
  Memory memory;
  std::optional<std::int64_t> concurrency; // reserved for this function; the account's when not said
  Invocation invocation = Invocation::Sync;
  std::string runtime = "python";
  Architecture architecture = Architecture::X86;
  Packaging packaging = Packaging::Zip;
  Bytes package = Bytes::mb(1); // zipped
  Distribution userInit;        // ns
  std::optional<Duration> timeout;
  std::optional<Memory> tmp;
  std::string keepAlive; // a preset instead of the profile's policy: "aws-2020-04"
  std::vector<ProvisionedEntry> provisioned;
  std::optional<KeepWarm> keepWarm;
};

// How many machines: so many, or "auto": the fewest that meet the scenario's objective (sim/study/smallest_fleet.h).
struct FleetSize {
  std::int64_t machines = 1;
  bool automatic = false;
};

struct FleetPlatform {
  PlatformCommon common;
  std::string profile = "ec2";
  std::string instance;
  FleetSize count;
  std::int64_t minCount = 1; // of an automatic size
  MachineHours hours = MachineHours::Always;
  std::int64_t slots = 0; // a machine; 0: by the rule of slots
  // The instance type's own figures when not said.
  std::optional<std::int64_t> vcpus;
  std::optional<Memory> memory;
  std::optional<double> speed;
  std::optional<double> smtYield;
  std::optional<Distribution> boot;
  Distribution appStart;
  Distribution noise = Scalar{1};
  std::optional<std::int64_t> attempts; // of a job's task that fails; not said: as many as a function would make
  std::int64_t queueLimit = -1;
  Distribution patience;
  PurchaseOption purchase = PurchaseOption::OnDemand;
  Bytes disk; // block storage a machine
  bool publicAddress = false;
  ObjectStoreProfile objectStore;
};

using PlatformBlock = std::variant<LocalPlatform, FaasPlatform, FleetPlatform>;
const PlatformCommon& commonOf(const PlatformBlock& platform);

// Where an input comes from, and what a prediction is held against: shown, never computed with.
struct SourceNote {
  std::string what;
  Basis kind = Basis::Assumed;
  std::string source;
};
struct HeldAgainst {
  std::string quantity;
  std::string value;
  std::string source;
};

// An input that was fitted to a run, and how well: predict draws it anew in each replication (sim/study/redraw.h).
struct FittedInput {
  std::vector<std::string> at; // pointers to times and laws of times in this scenario
  double values = 0;           // number of values that the laws were fitted to; 0: they are taken as they are
  double spread = 0;           // how much runs differ: sd of the logarithm of a factor on all of them
};

// What a fleet of automatic size must meet: this share of the requests is answered within `response`, still so when
// `load` times as many come; a job is done within `response`.
struct Objective {
  Duration response;
  double quantile = 0.95;
  double load = 1; // head-room: 3 for peaks of three times the mean
};

struct ScenarioBlocks {
  std::string schema{kScenarioSchema};
  std::string name;
  std::string description;
  std::string question;
  std::uint64_t seed = 1;
  std::string baseline; // the first local platform, else the first, when empty
  std::string prices = "aws-us-east-1";
  bool freeGrant = false;
  Instant start;
  MonthBlock month;
  std::optional<Duration> horizon; // of a stream's run; the month when not said
  Duration warmUp;
  Workload workload;
  std::vector<PlatformBlock> platforms;
  ClientLink client;
  ExternalLimits external;
  FrontDoor frontDoor;
  InitialState initial;
  std::optional<Objective> objective;
  Operations ops;
  std::vector<SourceNote> sources;
  std::vector<HeldAgainst> heldAgainst;
  std::vector<FittedInput> fitted;
  std::map<std::string, std::string> origins; // of a resolved scenario: pointer → where the value comes from

  ScenarioBlocks();
};

struct Scenario {
  JsonNode document; // the scenario's own object, with origins
  ScenarioBlocks blocks;
  std::string file;
  std::string sha256; // of the text
};

// Errors (Input): everything that is wrong, collected. A result file of `coldframe compare` is read as the scenario it
// carries in "scenario_document".
Result<Scenario> readScenario(std::string_view text, const std::string& file);
// How scenarios and profiles are parsed where they are only shown: with annotations.
JsonLimits scenarioLimits();
// From a document that was changed after reading (--vary); its annotations are taken already.
Result<Scenario> readScenario(const JsonNode& document, const std::string& file);
// The same under a hash that says what it was made of.
Result<Scenario> readScenario(JsonNode document, const std::string& file, std::string sha256);

template <>
struct JsonCodec<Instant> {
  static bool read(Reader& reader, const JsonNode& node, Instant& out, const FieldOptions& options);
  static JsonNode write(const Instant& value, const FieldOptions& options);
  static JsonNode schema(SchemaDefinitions& definitions, const FieldOptions& options);
};
template <>
struct JsonCodec<FleetSize> {
  static bool read(Reader& reader, const JsonNode& node, FleetSize& out, const FieldOptions& options);
  static JsonNode write(const FleetSize& value, const FieldOptions& options);
  static JsonNode schema(SchemaDefinitions& definitions, const FieldOptions& options);
};
template <>
struct Fields<ScenarioBlocks> {
  static const FieldTable<ScenarioBlocks>& table();
};
template <>
struct Variants<Workload> {
  static const TaggedVariant<Workload>& table();
};
template <>
struct Variants<PlatformBlock> {
  static const TaggedVariant<PlatformBlock>& table();
};

} // namespace coldframe
