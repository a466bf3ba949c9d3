// The commands that look for a size: batch, memory.
#include "app/cli/commands.h"
#include "app/cli/study_call.h"
#include "sim/report/batch_report.h"
#include "sim/report/memory_report.h"

namespace coldframe::cli {

namespace {

// What batch and memory ask alike: the platform, --month, --deadline and --within.
template <class Options>
Result<void> readChoice(CommandCall& call, Study& study, Options& options) {
  const Arguments& arguments = call.arguments();
  options.platform = arguments.text("platform");
  if (auto known = checkPlatform(study.loaded.bound, options.platform); !known)
    return known;
  const auto deadline = readDeadline(arguments);
  if (!deadline)
    return failure(deadline.error());
  options.deadline = *deadline;
  if (arguments.has("within")) {
    const auto within = readShare("within", arguments.text("within"), 10);
    if (!within)
      return failure(within.error());
    options.within = *within;
  }
  study.options.month = arguments.has("month") || !study.loaded.bound.isJob;
  return {};
}

// 1 where nothing can be recommended: none is feasible, or none by the deadline.
template <class StudyResult>
int codeOf(const StudyResult& result) {
  return interruptedOr(result.partial, result.choice.recommended ? 0 : kInfeasible);
}

int runBatch(CommandCall& call) {
  auto study = prepareStudy(call);
  if (!study)
    return call.fail(study.error());
  BatchOptions options;
  if (auto read = readChoice(call, *study, options); !read)
    return call.fail(read.error());
  if (call.arguments().has("sizes")) {
    auto sizes = call.arguments().wholeList("sizes");
    if (!sizes)
      return call.fail(sizes.error());
    options.sizes = std::move(*sizes);
  }
  if (call.arguments().has("risk")) {
    const auto risk = readShare("risk", call.arguments().text("risk"), 0.999);
    if (!risk)
      return call.fail(risk.error());
    options.risk = *risk;
  }
  const auto result = withProgress(call, study->options, [&] {
    options.study = study->options;
    return batch(study->source(), options);
  });
  if (!result)
    return call.fail(result.error());
  warnBeside(call, result->warnings);
  return call.finish(renderBatch(*result, call.format(), stampOf(*study), call.explain()), codeOf(*result));
}

bool isLink(const std::string& measured) {
  return measured.starts_with("https://");
}

// A result carries what was measured, not the name of a file that may be gone.
Result<void> carryMeasured(CommandCall& call) {
  constexpr std::size_t kMostMeasured = std::size_t{16} << 20;
  const std::string file = call.arguments().text("compare");
  if (file.empty() || isLink(file))
    return {};
  const auto text = readTextFile(file, kMostMeasured);
  if (!text)
    return failure(text.error());
  if (auto known = readPowerTuning(*text, file); !known)
    return failure(known.error());
  const auto document = JsonDocument::parse(*text, file);
  call.take("compare", document ? writeJsonLine(document->root()) : *text);
  return {};
}

int runMemory(CommandCall& call) {
  if (auto carried = carryMeasured(call); !carried)
    return call.fail(carried.error());
  auto study = prepareStudy(call);
  if (!study)
    return call.fail(study.error());
  MemoryOptions options;
  if (auto read = readChoice(call, *study, options); !read)
    return call.fail(read.error());
  if (call.arguments().has("sizes")) {
    const auto sizes = parseVariation("/platforms/" + options.platform + "/memory=" + call.arguments().text("sizes"),
                                      study->loaded.scenario, study->catalogue);
    if (!sizes)
      return call.fail(sizes.error());
    for (const std::string& note : sizes->notes)
      call.warn("warning: " + note);
    for (const Setting& size : sizes->settings)
      options.sizes.push_back(Memory::bytes(static_cast<std::int64_t>(size.base.value_or(0))));
  }
  if (const std::string text = call.arguments().text("compare"); !text.empty()) {
    auto measured = readPowerTuning(text, isLink(text) ? "the link" : "what was measured");
    if (!measured)
      return call.fail(measured.error());
    options.measured = std::move(*measured);
  }
  const auto result = withProgress(call, study->options, [&] {
    options.study = study->options;
    return memory(study->source(), options);
  });
  if (!result)
    return call.fail(result.error());
  warnBeside(call, result->warnings);
  return call.finish(renderMemory(*result, call.format(), stampOf(*study), call.explain()), codeOf(*result));
}

OptionSpec deadlineOption() {
  return {.name = "deadline",
          .value = "TIME",
          .help = "Recommend the cheapest that is done by then: a job in 95 of 100 runs, a stream's p95 response"};
}

OptionSpec withinOption() {
  return {.name = "within",
          .value = "SHARE",
          .help = "Without a deadline: recommend the cheapest at most this much slower than the fastest; 10% when left "
                  "out"};
}

} // namespace

std::vector<CommandSpec> sizeCommands() {
  return {
      {.words = {"batch"},
       .summary = "Find how many items of a job to put into a task",
       .description =
           "Time, cost and chance of failure over batch sizes, with the same items in each. Says where a batch is too "
           "large (by the mean alone, by the risk that any task passes the time cap, by memory and payload), from "
           "where smaller ones only queue, and which size to take.",
       .arguments = {scenarioArgument()},
       .options = {platformOption(true, "The platform's id in the scenario"),
                   {.name = "sizes",
                    .value = "N,N,...",
                    .help = "Batch sizes, with commas between; a usual range when left out"},
                   deadlineOption(),
                   withinOption(),
                   {.name = "risk",
                    .value = "SHARE",
                    .help = "The accepted risk that any task of a run passes the time cap; 5% when left out"},
                   monthOption(),
                   setOption(),
                   precisionOption()},
       .run = runBatch},
      {.words = {"memory"},
       .summary = "Find how much memory to give a function",
       .description =
           "Time, cost and feasibility over memory sizes: CPU comes with memory, waiting is paid for at every size. "
           "With --compare, a result of AWS Lambda Power Tuning is held against the simulation of the same sizes.",
       .arguments = {scenarioArgument()},
       .options = {platformOption(true, "The function platform's id in the scenario"),
                   {.name = "sizes",
                    .value = "SIZES",
                    .help = "Memory sizes as a list (512 MB,1024 MB) or a range (128 MB:3008 MB:10)"},
                   deadlineOption(),
                   withinOption(),
                   {.name = "compare",
                    .value = "FILE|LINK",
                    .kind = WordKind::File,
                    .help = "A result of AWS Lambda Power Tuning, or the link to its chart, to hold against the "
                            "simulation"},
                   monthOption(),
                   setOption(),
                   precisionOption()},
       .run = runMemory},
  };
}

} // namespace coldframe::cli
