#include "app/cli/version.h"

namespace coldframe::cli {

const char* version() {
  return COLDFRAME_VERSION;
}

} // namespace coldframe::cli
