// Data files compiled into the program (cmake/Embed.cmake), so that it needs no files beside it.
#pragma once

#include <span>
#include <string_view>

namespace coldframe {

struct EmbeddedFile {
  std::string_view path; // relative to the source tree: "scenarios/platforms/ec2.json"
  std::string_view text;
};

// Everything under scenarios/ but the goldens, sorted by path.
std::span<const EmbeddedFile> embeddedScenarioFiles();

} // namespace coldframe
