#include "ui/jobs/comparison_job.h"

#include "sim/base/parallel_for.h"
#include "sim/study/compare.h"

#include <algorithm>

namespace coldframe::ui {

namespace {

// Of the first, provisional answer: enough for an interval, few enough to come while the user still looks at the field.
constexpr std::uint64_t kFirstLook = 3;

} // namespace

ComparisonJob::ComparisonJob(QObject* parent) : QObject(parent) {}

void ComparisonJob::start(std::shared_ptr<const LoadedScenario> scenario, std::uint64_t replications, bool refine) {
  m_background.start([this, scenario, replications, refine](const Background::Context& context) {
    const auto run = [&](Effort effort, std::uint64_t times) {
      StudyOptions options;
      options.replications = times;
      options.effort = effort;
      options.jobs = availableThreads();
      options.stop = context.stop();
      options.progress = [&context](double fraction) { context.progress(fraction); };
      auto result = compare(scenario->bound, options);
      if (!result) {
        context.deliver([this, error = result.error()] { Q_EMIT failed(error); });
        return;
      }
      auto shared = std::make_shared<const Comparison>(std::move(*result));
      context.deliver([this, scenario, shared] { Q_EMIT compared({scenario, shared}); });
    };
    run(Effort::Quick, refine ? std::min(replications, kFirstLook) : replications);
    if (refine && !context.stop().stop_requested())
      run(Effort::Normal, replications);
  });
}

} // namespace coldframe::ui
