"""For tests: the four servers of OpenStack Swift in one process, so that they start in a second or two and end together.

    swift-servers.py FOLDER     where account.conf, container.conf, object.conf and proxy.conf lie, each with its port
"""
import configparser
import os
import sys

# Names are never looked up here, and its own resolver waits for name servers that a machine without a network has not.
os.environ['EVENTLET_NO_GREENDNS'] = 'yes'

import eventlet
import eventlet.wsgi
from swift.common import utils, wsgi
from swift.obj import server as object_server

folder = sys.argv[1]
utils.eventlet_monkey_patch()
for name in ('account', 'container', 'object', 'proxy'):
    file = os.path.join(folder, name + '.conf')
    parser = configparser.ConfigParser()
    parser.read(file)
    settings = dict(parser['DEFAULT'], log_name=name)
    if name == 'object':
        object_server.global_conf_callback({}, settings)
    app = wsgi.loadapp(file, global_conf=settings)
    listening = eventlet.listen(('127.0.0.1', int(settings['bind_port'])))
    log = utils.NullLogger()
    eventlet.spawn(
        eventlet.wsgi.server, listening, app, log, protocol=wsgi.SwiftHttpProtocol, log_output=False, debug=False
    )
print('ready', flush=True)
# Who started it holds the other end of its standard input; when that ends, so does this.
eventlet.greenio.GreenPipe(sys.stdin.fileno(), 'r').read()
