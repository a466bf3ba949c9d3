// The one undoable command: a place in a JSON document, what stood there and what stands there now. Typing on in one
// field is one step.
#pragma once

#include "sim/json/node.h"

#include <QUndoCommand>
#include <functional>
#include <optional>
#include <string>

namespace coldframe::ui {

struct JsonChange {
  std::string pointer;            // "" is the whole document
  std::optional<JsonNode> before; // nothing: the member is new
  JsonNode after;
};

// The smallest change that makes `after` of `before`; nothing when they say the same.
std::optional<JsonChange> changeBetween(const JsonNode& before, const JsonNode& after);

// The change that sets the value at a pointer, or takes it away; nothing when it would change nothing, or the pointer
// leads nowhere. Where an object on the way is missing, the change is that of its nearest ancestor.
std::optional<JsonChange> changeTo(const JsonNode& root, const std::string& pointer, JsonNode value);
std::optional<JsonChange> changeWithout(const JsonNode& root, const std::string& pointer);

class EditCommand : public QUndoCommand {
public:
  using Apply = std::function<void(const std::string& pointer, const std::optional<JsonNode>& value)>;

  // `apply` puts a value (or nothing) at a pointer of the document. `field`: what the user edits, for the step's name,
  // and `session`, which numbers the stays in a field: only steps of one stay are joined, those of session 0 never.
  EditCommand(JsonChange change, const QString& field, int session, Apply apply);

  void undo() override;
  void redo() override;
  int id() const override { return 1; }
  bool mergeWith(const QUndoCommand* other) override;

private:
  JsonChange m_change;
  QString m_field;
  int m_session;
  Apply m_apply;
};

} // namespace coldframe::ui
