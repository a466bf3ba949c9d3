// Platforms of the open scenario that come, are copied and go: each is one step on the undo stack, by the document's
// one command. What a new platform says beyond its kind is what a platform must say; all else has its default.
#pragma once

#include <cstddef>
#include <string>

namespace coldframe::ui {

class ScenarioDocument;

enum class PlatformKind { Local, Functions, Machines };

// The new platform's id; it stands last. A second one of a kind begins as what the last of that kind says about the
// provider (profile, memory, instance type).
std::string addPlatform(ScenarioDocument& document, PlatformKind kind);
// The copy stands right after the original.
std::string copyPlatform(ScenarioDocument& document, std::size_t index);
// A baseline that goes is no longer named as one.
void removePlatform(ScenarioDocument& document, std::size_t index);

} // namespace coldframe::ui
