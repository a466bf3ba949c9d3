// The desktop program as a function: options, theme, the window, and what --screenshot and --export write.
#pragma once

#include <QString>

namespace coldframe::ui {

// The exit code: 0, 2 for a wrong command line, 3 where the scenario cannot be read, 5 where a file cannot be written.
int runDesktop(int argc, char** argv, const QString& version);

} // namespace coldframe::ui
