// What a result says of its scenario, and what an OutcomeBuilder needs to know of a platform besides its replications.
#pragma once

#include "sim/result/outcome_builder.h"
#include "sim/scenario/bind.h"
#include "sim/study/evaluate.h"

namespace coldframe {

// Everything but warnings. Errors of a source: it cannot be bound.
StudyHead studyHead(const BoundScenario& scenario, const StudyOptions& options);
Result<StudyHead> studyHead(const StudySource& source, const StudyOptions& options);

// Everything but platforms and what came of them.
Comparison comparisonHead(const BoundScenario& scenario, const StudyOptions& options, std::uint64_t replications);

PlatformFacts platformFacts(const BoundScenario& scenario, const BoundPlatform& platform);

} // namespace coldframe
