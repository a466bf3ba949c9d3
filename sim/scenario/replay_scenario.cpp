#include "sim/scenario/replay_scenario.h"

#include "sim/json/write.h"
#include "sim/scenario/field_types.h"
#include "sim/units/format.h"
#include "sim/units/parse.h"
#include "sim/workload/distribution_codec.h"

#include <algorithm>
#include <charconv>

namespace coldframe {

namespace {

constexpr const char* kRecorded = "recorded"; // the id of the platform it ran on

JsonNode text(const std::string& words) {
  return JsonNode::string(words);
}

// Instance types have a point in their names, platforms have none.
bool isInstance(std::string_view name) {
  return name.find('.') != std::string_view::npos;
}

// An id of the letters that pointers and CSV names can bear; another number where it is taken.
std::string idOf(const ReplayTarget& target, const std::vector<std::string>& taken) {
  std::string id = target.name.substr(0, target.name.find('@'));
  std::ranges::replace(id, '.', '-');
  const std::string stem = id;
  for (int n = 2; std::ranges::find(taken, id) != taken.end(); ++n)
    id = stem + "-" + std::to_string(n);
  return id;
}

JsonNode recordingJson(const ReplayOptions& options) {
  const TraceWorkload& recording = options.recording;
  JsonNode workload = JsonNode::object();
  workload.add("kind", text("trace"));
  workload.add("file", text(recording.file));
  if (!recording.with.empty()) {
    JsonNode& with = workload.add("with", JsonNode::array());
    for (const std::string& file : recording.with)
      with.append(text(file));
  }
  if (!recording.mapping.empty())
    workload.add("mapping", text(recording.mapping));
  workload.add("as", text(recording.as == RecordedAs::Job ? "job" : "stream"));
  workload.add("cpu_share", JsonNode::number(recording.cpuShare));
  FieldOptions time;
  time.of = ValueKind::Duration;
  if (!recording.unrecorded.io.isZero())
    workload.add("io", JsonCodec<Distribution>::write(recording.unrecorded.io, time));
  JsonNode measured = JsonNode::object();
  measured.add("platform", text(kRecorded));
  workload.add("measured_at", std::move(measured));
  return workload;
}

JsonNode functionJson(const std::string& id, const std::string& profile, Memory memory) {
  JsonNode platform = JsonNode::object();
  platform.add("id", text(id));
  platform.add("kind", text("faas"));
  platform.add("label", text(id == kRecorded ? "As recorded" : profile));
  platform.add("profile", text(profile));
  platform.add("memory", text(writeMemory(memory)));
  return platform;
}

JsonNode machinesJson(const std::string& id, const ReplayTarget& target, RecordedAs as) {
  JsonNode platform = JsonNode::object();
  platform.add("id", text(id));
  platform.add("kind", text("fleet"));
  platform.add("label", text((target.count > 1 ? std::to_string(target.count) + " × " : "") + target.name));
  platform.add("instance", text(target.name));
  platform.add("count", JsonNode::integer(target.count));
  platform.add("hours", text(as == RecordedAs::Job ? "per job" : "always"));
  return platform;
}

} // namespace

RecordedAs usualReplay(const RunOrigin& origin) {
  return origin.executor == "none" ? RecordedAs::Stream : RecordedAs::Job;
}

Result<ReplayTarget> readReplayTarget(std::string_view text) {
  ReplayTarget target;
  const std::size_t colon = text.find(':');
  target.name = text.substr(0, colon);
  const std::string_view size = colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
  const auto wrong = [&text](const char* due) {
    return failure(ErrorKind::Usage, "'" + std::string(text) + "': " + due);
  };
  if (target.name.empty())
    return wrong("an instance type such as c6i.8xlarge or a function platform such as aws-lambda is due");
  if (colon == std::string_view::npos)
    return target;
  if (!isInstance(target.name)) {
    const auto memory = parseMemory(size);
    if (!memory)
      return wrong("behind a function platform its memory is due, e.g. aws-lambda:2048 MB");
    target.memory = *memory;
    return target;
  }
  const auto [end, problem] = std::from_chars(size.data(), size.data() + size.size(), target.count);
  if (problem != std::errc() || end != size.data() + size.size() || target.count < 1)
    return wrong("behind an instance type the number of machines is due, e.g. c6i.large:4");
  return target;
}

JsonNode replayScenario(const std::string& name, const ReplayOptions& options) {
  JsonNode platforms = JsonNode::array();
  // Functions are called through the library that made the recorded calls.
  const bool mapped = options.executor != "none" && options.recording.as == RecordedAs::Job;
  const auto function = [&](const std::string& id, const std::string& profile, Memory memory) {
    JsonNode platform = functionJson(id, profile, memory);
    if (mapped)
      platform.add("executor", text(options.executor));
    return platform;
  };
  JsonNode recorded = function(kRecorded, options.profile, options.memory);
  if (mapped && options.places > 0) {
    JsonNode overrides = JsonNode::object();
    overrides.add("max_workers", JsonNode::unsignedInteger(options.places));
    recorded.add("executor_overrides", std::move(overrides));
  }
  platforms.append(std::move(recorded));
  std::vector<std::string> ids{kRecorded};
  for (const ReplayTarget& target : options.on) {
    ids.push_back(idOf(target, ids));
    platforms.append(isInstance(target.name)
                         ? machinesJson(ids.back(), target, options.recording.as)
                         : function(ids.back(), target.name, target.memory.value_or(options.memory)));
  }

  JsonNode root = JsonNode::object();
  root.add("schema", text(std::string(kScenarioSchema)));
  root.add("name", text(name));
  root.add("description", text("The recorded work, as it was, on other platforms."));
  root.add("seed", JsonNode::integer(1));
  root.add("baseline", text(kRecorded));
  root.add("prices", text(options.prices));
  if (options.warm > 0) {
    JsonNode initial = JsonNode::object();
    initial.add("warm", JsonNode::unsignedInteger(options.warm));
    root.add("initial", std::move(initial));
  }
  root.add("workload", recordingJson(options));
  root.add("platforms", std::move(platforms));
  return root;
}

} // namespace coldframe
