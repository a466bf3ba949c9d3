// A small scenario for the tests of this folder.
#pragma once

#include "sim/scenario/catalogue.h"
#include "sim/scenario/scenario.h"

#include <string>
#include <utility>
#include <vector>

namespace coldframe::test {

// JSON pointers and the JSON values they are set to; an empty value removes the member.
using Changes = std::vector<std::pair<std::string, std::string>>;

// A job on a laptop, a function and a fleet, changed.
std::string sampleText(const Changes& changes = {});
// The same with a stream of requests.
std::string streamText(const Changes& changes = {});

// Fails the current test when it is not read.
Scenario readText(const std::string& text);
// The problems of a scenario that must not be read, or must not be bound.
std::vector<Problem> readProblems(const std::string& text);
std::vector<Problem> bindProblems(const std::string& text);

} // namespace coldframe::test
