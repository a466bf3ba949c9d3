#include "ui/jobs/comparison_job.h"

#include "sim/study/compare.h"

#include <algorithm>
#include <thread>

namespace coldframe::ui {

ComparisonJob::ComparisonJob(QObject* parent) : QObject(parent) {}

void ComparisonJob::start(std::shared_ptr<const LoadedScenario> scenario, std::uint64_t replications, bool refine) {
  m_background.start([this, scenario, replications, refine](const Background::Context& context) {
    const auto run = [&](Effort effort) {
      StudyOptions options;
      options.replications = replications;
      options.effort = effort;
      options.jobs = std::max(1U, std::thread::hardware_concurrency());
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
    run(Effort::Quick);
    if (refine && !context.stop().stop_requested())
      run(Effort::Normal);
  });
}

} // namespace coldframe::ui
