#include "sim/scenario/bind_platform.h"

#include "sim/units/format.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

// vCPUs and their speed at a memory size.
void setCpu(FaasModel& model, const CpuLaw& cpu, Memory memory) {
  const double share = static_cast<double>(memory.inBytes()) / static_cast<double>(cpu.perVcpu.inBytes());
  model.vcpus = std::min(share, cpu.maxVcpus);
  model.vcpuSpeed = cpu.speed;
}

// Linear in memory between the listed sizes, as at the nearest outside them.
Duration firstRunExtra(std::vector<FirstRunPoint> points, Memory memory) {
  if (points.empty())
    return {};
  std::sort(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.memory < b.memory; });
  if (memory <= points.front().memory)
    return points.front().extra;
  for (std::size_t i = 1; i < points.size(); ++i) {
    if (memory > points[i].memory)
      continue;
    const auto span = static_cast<double>((points[i].memory - points[i - 1].memory).inBytes());
    const double part = static_cast<double>((memory - points[i - 1].memory).inBytes()) / span;
    return points[i - 1].extra + Duration::fromSeconds(part * (points[i].extra - points[i - 1].extra).inSeconds());
  }
  return points.back().extra;
}

void checkMemory(BindContext& context, const MemoryRange& range, Memory memory, const std::string& pointer) {
  const std::string legal =
      writeMemory(range.least) + " to " + writeMemory(range.most) + " in steps of " + writeMemory(range.step);
  if (memory < range.least || memory > range.most) {
    context.wrong(pointer, "the platform does not offer this memory size", legal);
    return;
  }
  const std::int64_t step = range.step.inBytes();
  const std::int64_t over = (memory - range.least).inBytes() % step;
  if (over == 0)
    return;
  const Memory below = memory - Memory::bytes(over);
  const Memory nearest = 2 * over < step ? below : below + range.step;
  context.wrong(pointer, "the platform does not offer this memory size; the nearest is " + writeMemory(nearest), legal);
}

void setLimits(BindContext& context, FaasModel& model, const FaasProfile& profile, const FaasPlatform& block,
               const ExecutorProfile& executor, const std::string& pointer) {
  model.timeout = profile.maxTimeout;
  if (block.timeout) {
    if (*block.timeout > profile.maxTimeout)
      context.wrong(pointer + "/timeout", "longer than the platform lets a call run",
                    "at most " + writeDuration(profile.maxTimeout));
    model.timeout = std::min(model.timeout, *block.timeout);
  }
  if (executor.taskLimit > Duration() && executor.taskLimit < model.timeout) {
    model.timeout = executor.taskLimit;
    model.executorsTimeout = true;
  }

  model.concurrency = block.concurrency.value_or(profile.concurrency);
  if (model.concurrency > profile.concurrency)
    context.wrong(pointer + "/concurrency", "more than the account's limit",
                  "at most " + std::to_string(profile.concurrency) +
                      ", or a raised limit in \"overrides\": {\"concurrency\": …}");
  if (model.concurrency > profile.concurrency - profile.unreserved && model.concurrency < profile.concurrency)
    context.wrong(pointer + "/concurrency",
                  "reserves more for the function than the platform lets it: " + std::to_string(profile.unreserved) +
                      " of the account's " + std::to_string(profile.concurrency) + " stay for the others",
                  "at most " + std::to_string(std::max<std::int64_t>(0, profile.concurrency - profile.unreserved)) +
                      ", or all " + std::to_string(profile.concurrency) + " where no other function runs");
  model.scaling = profile.scaling;
  if (model.invocation == Invocation::Sync)
    model.requestRate = Rate::perSecond(profile.requestsPerConcurrency * static_cast<double>(model.concurrency));

  model.tmp = block.tmp.value_or(profile.tmpLeast);
  if (model.tmp < profile.tmpLeast || model.tmp > profile.tmpMost)
    context.wrong(pointer + "/tmp", "the platform does not offer this much /tmp",
                  writeMemory(profile.tmpLeast) + " to " + writeMemory(profile.tmpMost));

  // An executor's data goes by reference through the object store; the call itself stays small.
  if (executor.isNone()) {
    model.payloadIn = model.invocation == Invocation::Sync ? profile.payload.syncIn : profile.payload.asyncIn;
    model.payloadOut = model.invocation == Invocation::Sync ? profile.payload.syncOut : Bytes::of(-1);
  }
}

void setProvisioned(BindContext& context, FaasModel& model, const FaasProfile& profile, const FaasPlatform& block,
                    const std::string& pointer) {
  if (block.provisioned.empty())
    return;
  if (!profile.provisionedOffered)
    context.wrong(pointer + "/provisioned", "this platform has no provisioned concurrency at its date", "nothing");
  Duration last;
  for (std::size_t i = 0; i < block.provisioned.size(); ++i) {
    const ProvisionedEntry& entry = block.provisioned[i];
    const std::string at = pointer + "/provisioned/" + std::to_string(i);
    if (i > 0 && entry.at <= last)
      context.wrong(at + "/at", "not after the step before", "steps in rising order");
    if (entry.environments > model.concurrency)
      context.wrong(at + "/environments", "more than the function's concurrency",
                    "at most " + std::to_string(model.concurrency));
    last = entry.at;
    model.provisioned.push_back({SimTime::at(entry.at), entry.environments});
  }
  model.provisionedDelay = profile.provisionedDelay;
}

void setLife(BindContext& context, FaasModel& model, const FaasProfile& profile, const FaasPlatform& block,
             const std::string& pointer) {
  model.allocation = profile.allocation;
  model.initLimit = profile.initLimit;
  model.userInit = block.userInit;
  model.keepAlive = profile.keepAlive;
  model.maxAge = profile.maxAge;
  model.reuse = profile.reuse;
  model.eagerAssignment = profile.eagerAssignment;
  if (!block.keepAlive.empty()) {
    const auto preset = context.cache.keepAlive(context.catalogue, block.keepAlive);
    if (!preset) {
      context.adopt(preset.error(), pointer + "/keep_alive");
    } else {
      const KeepAlivePreset& policy = (*preset)->value;
      model.keepAlive = policy.keepAlive;
      model.maxAge = policy.maxAge.value_or(model.maxAge);
      model.reuse = policy.reuse.value_or(model.reuse);
    }
  }
  const auto runtime = profile.runtimes.find(block.runtime);
  if (runtime == profile.runtimes.end()) {
    std::vector<std::string> names;
    std::string list;
    for (const auto& [name, figures] : profile.runtimes) {
      names.push_back(name);
      list += (list.empty() ? "" : ", ") + name;
    }
    context.wrong(pointer + "/runtime", "the profile has no such runtime" + suggestion(block.runtime, names),
                  "one of " + list);
    return;
  }
  const bool image = block.packaging == Packaging::Image;
  if (image && runtime->second.initImage.isZero())
    context.wrong(pointer + "/packaging", "the profile has no figures for images of this runtime", "\"zip\"");
  model.init = image ? runtime->second.initImage : runtime->second.initZip;
  model.firstRunExtra = firstRunExtra(runtime->second.firstRun, block.memory);
  model.firstRunFactor = runtime->second.firstRunFactor;
  model.firstRunIoFactor = runtime->second.firstRunIoFactor;
  if (!image)
    model.download =
        Duration::fromSeconds(profile.downloadPerMb.inSeconds() * static_cast<double>(block.package.count()) / 1e6);
}

PlatformParts bindFunction(BindContext& context, const FaasPlatform& block, PlatformParts parts,
                           const std::string& pointer) {
  const auto loaded = context.cache.faas(context.catalogue, block.profile, block.overrides);
  if (!loaded) {
    context.adopt(loaded.error(), pointer + "/profile", pointer + "/overrides");
    return parts;
  }
  const FaasProfile& profile = (*loaded)->value;
  parts.profileName = (*loaded)->name;
  parts.profileSha256 = (*loaded)->sha256;
  parts.store = profile.objectStore;

  FaasModel model;
  model.key = {profile.provider, block.memory, block.architecture, block.packaging, false};
  model.invocation =
      context.isJob() ? (parts.executor.asynchronous ? Invocation::Async : block.invocation) : block.invocation;
  checkMemory(context, profile.memory, block.memory, pointer + "/memory");
  setCpu(model, profile.cpu, block.memory);
  model.warmStart = profile.warmStart;
  model.noise = profile.noise;
  model.stragglerShare = profile.stragglerShare;
  model.stragglerFactor = profile.stragglerFactor;
  model.sync = profile.sync;
  model.async = profile.async;
  model.queue = profile.queue;
  setLife(context, model, profile, block, pointer);
  setLimits(context, model, profile, block, parts.executor, pointer);
  setProvisioned(context, model, profile, block, pointer);
  if (block.keepWarm)
    model.keepWarm = *block.keepWarm;
  parts.model = std::move(model);
  return parts;
}

// Tries of a job's task on machines: the same as on functions, unless the scenario says otherwise, so that neither is
// flattered.
std::int64_t attemptsOf(const std::optional<std::int64_t>& said, const ExecutorProfile& executor) {
  return said.value_or(executor.asynchronous ? AsyncRules{}.errorRetries + 1 : 1);
}

PlatformParts bindLocal(const LocalPlatform& block, PlatformParts parts) {
  MachineModel model;
  model.vcpus = block.cores;
  model.speed = block.speed;
  model.smtYield = block.smtYield;
  model.memory = block.memory;
  model.slots = block.parallel;
  model.attempts = attemptsOf(block.attempts, parts.executor);
  model.noise = block.noise;
  model.queueLimit = block.queueLimit;
  model.patience = block.patience;
  model.remote = false;
  parts.remote = false;
  parts.model = std::move(model);
  return parts;
}

PlatformParts bindFleet(BindContext& context, const FleetPlatform& block, PlatformParts parts,
                        const std::string& pointer) {
  const auto read = context.cache.instances(context.catalogue, block.profile);
  if (!read) {
    context.adopt(read.error(), pointer + "/profile");
    return parts;
  }
  const Profile<InstanceProfile>* loaded = read->get();
  const auto found = loaded->value.types.find(block.instance);
  const bool selfMade = block.vcpus && block.memory && block.speed;
  if (found == loaded->value.types.end() && !selfMade) {
    std::vector<std::string> names;
    for (const auto& [name, type] : loaded->value.types)
      names.push_back(name);
    context.wrong(pointer + "/instance", "no such instance type" + suggestion(block.instance, names),
                  "a type of \"" + loaded->name + "\", or \"vcpus\", \"memory\" and \"speed\" beside it");
    return parts;
  }
  const InstanceType type = found == loaded->value.types.end() ? InstanceType{} : found->second;
  MachineModel model;
  model.instanceType = block.instance;
  model.count = block.count.machines;
  model.vcpus = block.vcpus.value_or(type.vcpus);
  model.speed = block.speed.value_or(type.speed);
  model.smtYield = block.smtYield.value_or(type.smtYield);
  model.memory = block.memory.value_or(type.memory);
  model.slots = block.slots;
  model.attempts = attemptsOf(block.attempts, parts.executor);
  model.hours = block.hours;
  model.boot = block.boot.value_or(loaded->value.boot);
  model.appStart = block.appStart;
  model.noise = block.noise;
  model.queueLimit = block.queueLimit;
  model.patience = block.patience;
  model.purchase = block.purchase;
  model.diskGb = static_cast<double>(block.disk.count()) / 1e9;
  model.publicAddress = block.publicAddress;
  parts.profileName = loaded->name;
  parts.profileSha256 = loaded->sha256;
  parts.store = block.objectStore;
  parts.model = std::move(model);
  return parts;
}

} // namespace

const JsonNode& BindContext::place(const std::string& pointer) const {
  std::string at = pointer;
  for (;;) {
    if (const JsonNode* found = findByPointer(scenario.document, at))
      return *found;
    at.resize(at.rfind('/'));
  }
}

void BindContext::wrong(const std::string& pointer, std::string what, std::string expectation) {
  const JsonNode& node = place(pointer);
  if (node.pointer() == pointer)
    reader.wrong(node, std::move(what), std::move(expectation));
  else
    reader.wrongAbout(node, std::move(what), std::move(expectation));
}

void BindContext::adopt(const Error& error, const std::string& pointer, const std::string& overrides) {
  for (Problem problem : error.problems) {
    if (problem.file.empty()) {
      const JsonNode& node = place(pointer);
      problem.file = node.file();
      problem.line = node.line();
      problem.column = node.column();
      problem.pointer = pointer;
    } else if (!overrides.empty() && problem.file == scenario.document.file()) {
      problem.pointer = overrides + problem.pointer;
    }
    reader.add(std::move(problem));
  }
}

PlatformParts bindPlatform(BindContext& context, const PlatformBlock& block, const std::string& pointer) {
  PlatformParts parts;
  const PlatformCommon& common = commonOf(block);
  const auto executor = context.cache.executor(context.catalogue, common.executor, common.executorOverrides);
  if (executor) {
    parts.executor = (*executor)->value;
    parts.executorName = (*executor)->name;
  } else {
    context.adopt(executor.error(), pointer + "/executor", pointer + "/executor_overrides");
  }
  if (const auto* function = std::get_if<FaasPlatform>(&block))
    return bindFunction(context, *function, std::move(parts), pointer);
  if (const auto* fleet = std::get_if<FleetPlatform>(&block))
    return bindFleet(context, *fleet, std::move(parts), pointer);
  return bindLocal(std::get<LocalPlatform>(block), std::move(parts));
}

double speedAt(BindContext& context, const MeasuredAt& place, double parallelFraction) {
  const std::vector<PlatformBlock>& blocks = context.scenario.blocks.platforms;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (commonOf(blocks[i]).id != place.platform)
      continue;
    const auto* function = std::get_if<FaasPlatform>(&blocks[i]);
    if (!function) {
      if (place.memory)
        context.wrong("/workload/measured_at/memory", "a machine has no memory setting", "nothing");
      // Its own problems are reported when the platform itself is bound.
      BindContext aside{context.scenario, context.catalogue, context.cache, Reader()};
      const PlatformParts parts = bindPlatform(aside, blocks[i], "/platforms/" + std::to_string(i));
      const auto* machine = std::get_if<MachineModel>(&parts.model);
      return aside.reader.ok() && machine ? machine->speed : 0;
    }
    const auto profile = context.cache.faas(context.catalogue, function->profile, function->overrides);
    if (!profile)
      return 0;
    const Memory memory = place.memory.value_or(function->memory);
    checkMemory(context, (*profile)->value.memory, memory,
                place.memory ? "/workload/measured_at/memory" : "/platforms/" + std::to_string(i) + "/memory");
    FaasModel model;
    setCpu(model, (*profile)->value.cpu, memory);
    return model.cpuSpeed(parallelFraction);
  }
  return 0;
}

} // namespace coldframe
