// The reference of the scenario format as Markdown: every object, member, range and default, walked from the field
// tables that read scenarios. docs/scenario.md is this text (a test holds it to that).
#pragma once

#include <string>

namespace coldframe {

std::string scenarioReference();

} // namespace coldframe
