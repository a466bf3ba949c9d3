// coldframe-desktop [SCENARIO]: opens the window; with --screenshot or --export it writes files and ends, also without
// a display.
#include "ui/window/desktop.h"

#include <QApplication>

int main(int argc, char** argv) {
  return coldframe::ui::runDesktop(argc, argv, QStringLiteral(COLDFRAME_VERSION));
}
