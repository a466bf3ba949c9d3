// Field tables of the block "platforms".
#include "sim/json/reader.h"
#include "sim/scenario/field_types.h"
#include "sim/workload/distribution_codec.h"

namespace coldframe {

namespace {

bool isIdCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

void checkId(const PlatformCommon& common, Reader& reader, const JsonNode& node) {
  bool good = !common.id.empty() && common.id.size() <= 64;
  bool letter = false;
  for (const char c : common.id) {
    good = good && isIdCharacter(c);
    letter = letter || c < '0' || c > '9';
  }
  if (good && letter)
    return;
  const JsonNode* id = node.find("id");
  reader.wrong(id ? *id : node, "not an id", "up to 64 letters, digits, \"-\", \"_\" or \".\", not digits alone");
}

FieldOptions attempts() {
  FieldOptions options;
  options.help = "tries of a job's task that fails; when not said, 3 where the executor calls asynchronously (what "
                 "functions then make of it), else 1";
  options.min = 1;
  options.max = 100;
  return options;
}

} // namespace

const PlatformCommon& commonOf(const PlatformBlock& platform) {
  return std::visit([](const auto& block) -> const PlatformCommon& { return block.common; }, platform);
}

const FieldTable<PlatformCommon>& Fields<PlatformCommon>::table() {
  using P = PlatformCommon;
  static const FieldTable<P> fields =
      FieldTable<P>("platform_common", "what all kinds of platforms have")
          .field("id", &P::id, {.help = "a short name, unique in the scenario", .required = true})
          .field("enabled", &P::enabled, {.help = "false: it stays in the file, but is not compared"})
          .field("label", &P::label, {.help = "for people; the id when not said"})
          .field("prices", &P::prices, {.help = "a price book instead of the scenario's"})
          .field("paid_for", &P::paidFor,
                 {.help = "it is on and paid for anyway: ranked by what a run adds to its cost"})
          .field("front_door", &P::frontDoor, {.help = "instead of the scenario's"})
          .field("executor", &P::executor,
                 {.help = "the library around a job: \"pywren-0.4\", \"lithops-3\", \"none\""})
          .field("executor_overrides", &P::executorOverrides, {.help = "members merged over the executor's profile"})
          .check(checkId);
  return fields;
}

const FieldTable<LocalPlatform>& Fields<LocalPlatform>::table() {
  using P = LocalPlatform;
  static const FieldTable<P> fields =
      FieldTable<P>("local", "the user's own machine")
          .inlined(&P::common)
          .field("cores", &P::cores, {.help = "cores", .required = true, .min = 1, .max = 4096})
          .field("parallel", &P::parallel,
                 {.help = "tasks at a time; 0: as many as cores and memory carry", .min = 0, .max = 1e6})
          .field("speed", &P::speed,
                 {.help = "of a core, against the reference vCPU", .min = 0, .max = 1000, .aboveMin = true})
          .field("smt_yield", &P::smtYield,
                 {.help = "capacity with all cores busy ÷ cores", .min = 0, .max = 1, .aboveMin = true})
          .field("memory", &P::memory, {.help = "0 MB: not a limit"})
          .field("noise", &P::noise, {.help = "factor on the CPU part of each task", .of = ValueKind::Number})
          .field("attempts", &P::attempts, attempts())
          .field("queue_limit", &P::queueLimit, {.help = "waiting calls it takes; -1: any number", .min = -1})
          .field("patience", &P::patience,
                 {.help = "how long a caller waits; 0 s: for ever", .of = ValueKind::Duration});
  return fields;
}

const FieldTable<ProvisionedEntry>& Fields<ProvisionedEntry>::table() {
  static const FieldTable<ProvisionedEntry> fields =
      FieldTable<ProvisionedEntry>("provisioned_step", "provisioned concurrency from an instant on")
          .field("at", &ProvisionedEntry::at, {.help = "from the start of the window"})
          .field("environments", &ProvisionedEntry::environments, {.required = true, .min = 0, .max = 1e6});
  return fields;
}

const FieldTable<KeepWarm>& Fields<KeepWarm>::table() {
  static const FieldTable<KeepWarm> fields =
      FieldTable<KeepWarm>("keep_warm", "pings that keep environments warm, billed like any call")
          .field("interval", &KeepWarm::interval, {.help = "between pings", .required = true, .min = 1e9})
          .field("concurrent", &KeepWarm::concurrent, {.help = "pings at a time", .min = 1, .max = 1e5})
          .field("duration", &KeepWarm::duration, {.help = "of a ping's own work", .min = 0});
  return fields;
}

const FieldTable<FaasPlatform>& Fields<FaasPlatform>::table() {
  using P = FaasPlatform;
  static const FieldTable<P> fields =
      FieldTable<P>("faas", "a function on a function platform")
          .inlined(&P::common)
          .field("profile", &P::profile,
                 {.help = "the platform at a date: \"aws-lambda@2017-05\"", .required = true, .min = 1})
          .field("overrides", &P::overrides, {.help = "members merged over the profile"})
          .field("memory", &P::memory, {.help = "configured size", .required = true, .min = 1048576})
          .field(
              "concurrency", &P::concurrency,
              {.help = "environments this function may have; the account's limit when not said", .min = 1, .max = 1e7})
          .field("invocation", &P::invocation, {.help = "how a stream's requests are invoked"})
          .field("runtime", &P::runtime, {.help = "the language runtime, one of the profile's"})
          .field("architecture", &P::architecture)
          .field("packaging", &P::packaging)
          .field("package", &P::package, {.help = "size of the zipped code", .min = 0, .max = 1e11})
          .field("user_init", &P::userInit,
                 {.help = "the user's own start-up in INIT: imports, connections", .of = ValueKind::Duration})
          .field("timeout", &P::timeout, {.help = "of a call; the platform's longest when not said", .min = 1e9})
          .field("tmp", &P::tmp, {.help = "/tmp; what comes with every environment when not said", .min = 1048576})
          .field("keep_alive", &P::keepAlive, {.help = "a policy instead of the profile's: \"aws-2020-04\""})
          .field("provisioned", &P::provisioned, {.help = "provisioned concurrency, step by step"})
          .field("keep_warm", &P::keepWarm, {.help = "pings that keep environments warm"});
  return fields;
}

const FieldTable<FleetPlatform>& Fields<FleetPlatform>::table() {
  using P = FleetPlatform;
  static const FieldTable<P> fields =
      FieldTable<P>("fleet", "machines of one type")
          .inlined(&P::common)
          .field("profile", &P::profile, {.help = "the catalogue of instance types", .min = 1})
          .field("instance", &P::instance, {.help = "the type: \"c4.4xlarge\"", .required = true, .min = 1})
          .field("count", &P::count,
                 {.help = "machines, or \"auto\": the fewest that meet the objective", .min = 1, .max = 1e5})
          .field("min_count", &P::minCount,
                 {.help = "machines that \"auto\" never goes below: two where one may fail", .min = 1, .max = 16384})
          .field("hours", &P::hours, {.help = "on the whole month, or from boot to stop of each run of the job"})
          .field("slots", &P::slots,
                 {.help = "tasks at a time on a machine; 0: as many as CPU and memory carry", .min = 0, .max = 1e6})
          .field("vcpus", &P::vcpus, {.help = "instead of the type's", .min = 1, .max = 4096})
          .field("memory", &P::memory, {.help = "instead of the type's", .min = 1048576})
          .field("speed", &P::speed,
                 {.help = "of a vCPU that has its core to itself, instead of the type's",
                  .min = 0,
                  .max = 1000,
                  .aboveMin = true})
          .field("smt_yield", &P::smtYield, {.help = "instead of the type's", .min = 0, .max = 1, .aboveMin = true})
          .field("boot", &P::boot,
                 {.help = "of machines started for a job, instead of the type's", .of = ValueKind::Duration})
          .field("app_start", &P::appStart,
                 {.help = "from boot to the first task: images, services", .of = ValueKind::Duration})
          .field("noise", &P::noise, {.help = "factor on the CPU part of each task", .of = ValueKind::Number})
          .field("attempts", &P::attempts, attempts())
          .field("queue_limit", &P::queueLimit, {.help = "waiting calls it takes; -1: any number", .min = -1})
          .field("patience", &P::patience,
                 {.help = "how long a caller waits; 0 s: for ever", .of = ValueKind::Duration})
          .field("purchase", &P::purchase, {.help = "how the machines are paid for"})
          .field("disk", &P::disk, {.help = "block storage a machine", .max = 1e15})
          .field("public_address", &P::publicAddress, {.help = "a public IPv4 address each"})
          .field("object_store", &P::objectStore, {.help = "the object store, where an executor uses one"});
  return fields;
}

const TaggedVariant<PlatformBlock>& Variants<PlatformBlock>::table() {
  static const TaggedVariant<PlatformBlock> kinds = TaggedVariant<PlatformBlock>("platform", "where the work could run")
                                                        .alternative<LocalPlatform>("local")
                                                        .alternative<FaasPlatform>("faas")
                                                        .alternative<FleetPlatform>("fleet");
  return kinds;
}

} // namespace coldframe
