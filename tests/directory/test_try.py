import pytest, time
from rapport.directory import services, selectors
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door
@pytest.mark.django_db
def test_x():
    act=Act(SYSTEM, clock.now(), Door.COMMAND)
    t=time.time(); c=services.load_directory(act); print(time.time()-t, c)
    t=time.time(); c=services.load_directory(act); print(time.time()-t, c.added,c.changed,c.dropped)
    t=time.time(); c=services.load_directory(act, demonstration=True); print(time.time()-t, c.added,c.changed,c.dropped)
    t=time.time(); e=selectors.exported(); print(len(e), time.time()-t)
    c=services.import_directory(act,data=e.encode(),name="x"); print(c)
    assert 0
