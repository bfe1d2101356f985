#pragma once

namespace exitscope::app {

class LivePoint;
class SelectionHub;
class Workspace;

/// What a view is given to live on. All outlive every view.
struct ViewContext
{
    Workspace& workspace;
    SelectionHub& hub;
    LivePoint& point;
};

} // namespace exitscope::app
